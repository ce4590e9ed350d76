package dev.parley.persistence;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;

/** The statement of one {@link Change}. */
record ChangeCall(Change change) implements Statement {

    @Override
    public String kind() {
        return change.deed().function();
    }

    @Override
    public String sql() {
        return "select outcome, reply, events from parley." + change.deed().function() + "($1, $2, $3)";
    }

    @Override
    public Tuple parameters(String epoch, boolean patient) {
        return Tuple.of(change.args(), epoch, patient);
    }

    @Override
    public Written read(Row row, String epoch) {
        var outcome = row.getString(0);
        var reply = row.getString(1);
        return switch (outcome) {
            case "busy" -> new Written.Busy();
            case "ok" -> new Written.Done(List.of(new Written.Reply(reply)),
                publications(row.getJsonArray(2), epoch));
            default -> new Written.Done(List.of(new Written.Refused(refusal(outcome, reply,
                row.getJsonObject(2)))), List.of());
        };
    }

    /** A refusal as SQL functions tell it: the word of a failure type, a sentence, perhaps details. */
    static Refusal refusal(String word, String sentence, JsonObject details) {
        return new Refusal(FailureType.valueOf(word.toUpperCase(Locale.ROOT)), sentence,
            details == null ? new JsonObject() : details);
    }

    /** From a list of what {@code parley.add} gave. */
    static List<Publication> publications(JsonArray events, String epoch) {
        return events == null ? List.of()
            : events.stream().map(event -> publication((JsonObject) event, epoch)).toList();
    }

    /** From what {@code parley.add} gave. */
    private static Publication publication(JsonObject event, String epoch) {
        var entry = new EventText.Entry(event.getLong("seq"), event.getString("type"), event.getString("id"),
            event.getString("at"), event.getString("author"), event.getString("origin"));
        var blanks = event.getJsonArray("blanks", new JsonArray()).stream()
            .map(seq -> ((Number) seq).longValue()).toList();
        return new Publication(event.getString("channel"), epoch, entry.seq(), entry.type(),
            event.getString("subject", ""), blanks, EventText.publication(entry, event.getString("data")));
    }
}
