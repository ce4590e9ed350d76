package dev.parley.room;

import dev.parley.persistence.Ask;
import dev.parley.persistence.Change;
import dev.parley.persistence.Matter;
import dev.parley.persistence.Persistence;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Offer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** The commands of {@code parley.users}: what an operator owes to the people whose words are kept. */
public final class UserClient {

    private static final String USERS = "parley.users";
    private static final int EXPORT_MAX = 1000;

    private final Persistence persistence;
    private final Supplier<String> ids;
    private final Clock clock;
    private final int keepDays;

    /**
     * @param ids      gives a new id at each call, in the grammar of ids
     * @param keepDays how long it counts that somebody's tokens are believed no longer
     */
    public UserClient(Persistence persistence, Supplier<String> ids, Clock clock, int keepDays) {
        this.keepDays = keepDays;
        this.persistence = persistence;
        this.ids = ids;
        this.clock = clock;
    }

    /** A page of a person's export. */
    private record Export(String user, Paging paging) {
    }

    /** Every command about a user as a whole; all are for administrators. */
    public List<Offer<?>> offers() {
        return List.of(
            offer("export", Offer.Kind.READ, UserClient::export, this::export),
            offer("erase", Offer.Kind.WRITE, body -> body.id("user"), this::erase));
    }

    private static <C> Offer<C> offer(String action, Offer.Kind kind, Function<Fields, C> reader,
                                      BiFunction<Caller, C, Future<String>> run) {
        return new Offer<>(USERS, action, kind, Offer.Access.ADMIN, reader, run);
    }

    private static Export export(Fields body) {
        return new Export(body.id("user"), Paging.readEntry(body, EXPORT_MAX));
    }

    private Future<String> export(Caller caller, Export export) {
        return persistence.query(new Ask(export.user(), Matter.EXPORT, new JsonObject()
            .put("user", export.user()).put("limit", export.paging().limit())
            .put("after", export.paging().after().orElse(null))));
    }

    /** His sessions end first: who is still here would leave traces behind those that are taken away. */
    private Future<String> erase(Caller caller, String user) {
        return persistence.append(Change.revoking("user", user, keepDays))
            .compose(out -> new Erasure(persistence, user, "erased-" + ids.get(), clock).run());
    }
}
