package dev.parley.notification;

import dev.parley.persistence.Ask;
import dev.parley.persistence.Change;
import dev.parley.persistence.Deed;
import dev.parley.persistence.Matter;
import dev.parley.persistence.Persistence;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Channels;
import dev.parley.protocol.Offer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The table of the commands about notifications, each handed to the store. */
public final class NotificationClient {

    private static final String ADDRESS = "parley.notifications";

    private final Persistence persistence;
    private final NotificationReaders readers;

    /**
     * @param pageMax entries of one list at most
     * @param ids     gives a new id at each call, unguessable and in the grammar of ids
     */
    public NotificationClient(Persistence persistence, int pageMax, Supplier<String> ids) {
        this.persistence = persistence;
        this.readers = new NotificationReaders(pageMax, ids);
    }

    /** Every command about notifications. */
    public List<Offer<?>> offers() {
        return List.of(
            Offer.read(ADDRESS, "list", readers::list, this::run),
            Offer.read(ADDRESS, "count", readers::count, this::run),
            Offer.write(ADDRESS, "read", readers::read, this::run),
            Offer.write(ADDRESS, "preferences", readers::preferences, this::run),
            new Offer<>(ADDRESS, "push", Offer.Kind.WRITE, Offer.Access.ADMIN, readers::push, this::run));
    }

    private Future<String> run(Caller caller, NotificationCommand command) {
        return switch (command) {
            case NotificationCommand.Listing list -> ask(caller, Matter.NOTIFICATIONS, new JsonObject()
                .put("after", list.after().orElse(null)).put("limit", list.limit())
                .put("unread", list.unreadOnly()));
            case NotificationCommand.Count count -> ask(caller, Matter.NOTIFICATION_COUNT, new JsonObject());
            case NotificationCommand.Read read -> change(caller, caller.user(), Deed.READ_NOTIFICATIONS,
                new JsonObject().put("ids", new JsonArray(read.ids())));
            case NotificationCommand.ReadToSeq read -> change(caller, caller.user(),
                Deed.READ_NOTIFICATIONS, new JsonObject().put("up_to", read.seq()));
            case NotificationCommand.ReadToMark read -> change(caller, caller.user(),
                Deed.READ_NOTIFICATIONS, new JsonObject().put("up_to", read.mark()));
            case NotificationCommand.Prefer prefer -> change(caller, caller.user(), Deed.PREFER,
                preferred(prefer));
            case NotificationCommand.Push push -> change(caller, push.user(), Deed.PUSH, pushed(push));
        };
    }

    private static JsonObject preferred(NotificationCommand.Prefer prefer) {
        var args = new JsonObject();
        prefer.room().ifPresent(room -> args.put("room", room));
        wish(args, "notify", prefer.level(), Function.identity());
        wish(args, "mutedUntil", prefer.mutedUntil(), Instant::toString);
        return args;
    }

    /** What stays is absent, what is unset is null. */
    private static <T> void wish(JsonObject args, String name, Wish<T> wish, Function<T, String> text) {
        switch (wish) {
            case Wish.Keep<T> keep -> { }
            case Wish.Unset<T> unset -> args.putNull(name);
            case Wish.To<T> to -> args.put(name, text.apply(to.value()));
        }
    }

    private static JsonObject pushed(NotificationCommand.Push push) {
        var args = new JsonObject().put("other", push.user()).put("id", push.id()).put("kind", push.kind())
            .put("title", push.title());
        push.body().ifPresent(body -> args.put("body", body));
        push.link().ifPresent(link -> args.put("link", link));
        push.data().ifPresent(data -> args.put("data", data));
        return args;
    }

    private Future<String> ask(Caller caller, Matter matter, JsonObject args) {
        return persistence.query(new Ask(caller.user(), matter, args.put("user", caller.user())));
    }

    private Future<String> change(Caller caller, String owner, Deed deed, JsonObject args) {
        return persistence.append(new Change(Channels.user(owner), deed, args.put("user", caller.user())
            .put("name", caller.name()).put("origin", caller.origin())));
    }
}
