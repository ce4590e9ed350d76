package dev.parley.webhook;

import dev.parley.persistence.Ask;
import dev.parley.persistence.Change;
import dev.parley.persistence.Deed;
import dev.parley.persistence.Matter;
import dev.parley.persistence.Persistence;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Offer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The commands of {@code parley.webhooks}: how the hooks stand, and what becomes of their dead letters. */
public final class WebhookClient {

    private static final String ADDRESS = "parley.webhooks";
    private static final String QUEUE = "parley.webhook.letters";
    private static final int USUAL = 50;
    private static final int NAME_MAX = 64;
    private static final int CHANNEL_MAX = 300;
    private static final long SEQ_MAX = 1L << 53;
    private static final Pattern CURSOR = Pattern.compile("\\d{1,18} \\d{1,18}");

    private final Persistence persistence;
    private final int pageMax;

    /** @param pageMax entries of one list at most */
    public WebhookClient(Persistence persistence, int pageMax) {
        this.persistence = persistence;
        this.pageMax = pageMax;
    }

    /** All are for administrators. */
    public List<Offer<?>> offers() {
        return List.of(
            offer("list", Offer.Kind.READ, body -> new JsonObject(), args -> ask(Matter.WEBHOOKS, args)),
            offer("letters", Offer.Kind.READ, this::page, args -> ask(Matter.DEAD_LETTERS, args)),
            offer("retry", Offer.Kind.WRITE, body -> letters(body).put("again", true), this::settle),
            offer("discard", Offer.Kind.WRITE, body -> letters(body).put("again", false), this::settle),
            offer("forget", Offer.Kind.WRITE, WebhookClient::hook, args ->
                persistence.append(new Change(QUEUE, Deed.FORGET_WEBHOOK, args))));
    }

    private static Offer<JsonObject> offer(String action, Offer.Kind kind,
                                           Function<Fields, JsonObject> reader,
                                           Function<JsonObject, Future<String>> run) {
        return new Offer<>(ADDRESS, action, kind, Offer.Access.ADMIN, reader,
            (caller, args) -> run.apply(args));
    }

    private static JsonObject hook(Fields body) {
        return new JsonObject().put("hook", body.text("hook", 1, NAME_MAX));
    }

    private JsonObject page(Fields body) {
        var after = body.optionalString("after");
        if (after.isPresent() && !CURSOR.matcher(after.get()).matches()) {
            throw Fields.bad("after", "must be the \"next\" of an earlier page");
        }
        return hook(body).put("after", after.orElse(null))
            .put("limit", body.optionalNumber("limit", 1, pageMax).orElse(Math.min(USUAL, pageMax)));
    }

    private static JsonObject letters(Fields body) {
        var args = hook(body);
        body.optionalText("channel", 1, CHANNEL_MAX).ifPresent(channel -> args.put("channel", channel));
        body.optionalNumber("seq", 1, SEQ_MAX).ifPresent(seq -> args.put("seq", seq));
        if (args.containsKey("seq") && !args.containsKey("channel")) {
            throw Fields.bad("seq", "needs the field \"channel\"");
        }
        return args;
    }

    private Future<String> ask(Matter matter, JsonObject args) {
        return persistence.query(new Ask(QUEUE, matter, args));
    }

    private Future<String> settle(JsonObject args) {
        return persistence.append(new Change(QUEUE, Deed.SETTLE_LETTERS, args));
    }
}
