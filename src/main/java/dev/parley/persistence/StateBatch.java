package dev.parley.persistence;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** The statement of consecutive changes to the state of one channel; see {@code state.sql}. */
record StateBatch(List<ChangeState> changes) implements Statement {

    private static final String TYPE = "state.changed";

    private static final String SQL = """
        select state, verdicts, seqs, ats, texts
          from parley.change_state($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
            $18, $19)""";

    StateBatch {
        changes = List.copyOf(changes);
    }

    @Override
    public String kind() {
        return "change_state";
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public Tuple parameters(String epoch, boolean patient) {
        int size = changes.size();
        var texts = new String[3][size];
        var named = new Boolean[size];
        var denied = new Boolean[size];
        for (int i = 0; i < size; i++) {
            var change = changes.get(i);
            texts[0][i] = change.id();
            texts[1][i] = orNull(change.caller().author());
            texts[2][i] = orNull(change.caller().origin());
            named[i] = change.named();
            denied[i] = change.denied().isPresent();
        }
        var last = changes.getLast();
        var limits = last.limits();
        var tuple = Tuple.of(last.channel(), patient, limits.keysMax(), (long) limits.bytesMax(),
            limits.valueBytesMax(), limits.changeBytesMax());
        tuple.addValue(last.keep()).addValue(texts[0]).addValue(named).addValue(texts[1]).addValue(texts[2])
            .addValue(denied);
        return OpColumns.of(changes).addTo(tuple);
    }

    private static String orNull(String name) {
        return name.isEmpty() ? null : name;
    }

    @Override
    public Written read(Row row, String epoch) {
        if (row.getString(0).equals("busy")) {
            return new Written.Busy();
        }
        var verdicts = row.getArrayOfStrings(1);
        var seqs = row.getArrayOfLongs(2);
        var ats = row.getArrayOfOffsetDateTimes(3);
        var texts = row.getArrayOfStrings(4);
        var answers = new ArrayList<Written.Answer>(verdicts.length);
        var publications = new ArrayList<Publication>(verdicts.length);
        for (int i = 0; i < verdicts.length; i++) {
            var change = changes.get(i);
            answers.add(switch (verdicts[i]) {
                case "ok" -> {
                    publications.add(publication(change, epoch, seqs[i], ats[i], texts[i]));
                    yield reply(change, epoch, seqs[i], ats[i], texts[i], false);
                }
                case "duplicate" -> reply(change, epoch, seqs[i], ats[i], texts[i], true);
                default -> new Written.Refused(refusal(verdicts[i], change, texts[i]));
            });
        }
        return new Written.Done(answers, publications);
    }

    private Publication publication(ChangeState change, String epoch, long seq, OffsetDateTime at,
                                    String data) {
        var entry = new EventText.Entry(seq, TYPE, change.id(), EventText.time(at),
            orNull(change.caller().author()), orNull(change.caller().origin()));
        return new Publication(change.channel(), epoch, seq, TYPE, "", List.of(),
            EventText.publication(entry, data));
    }

    /** @param data what the log says of the change: an object; may be null */
    private static Written.Reply reply(ChangeState change, String epoch, long seq, OffsetDateTime at,
                                       String data, boolean again) {
        var text = new StringBuilder(160).append("{\"id\":\"").append(change.id()).append("\",\"seq\":")
            .append(seq).append(",\"epoch\":\"").append(epoch).append("\",\"at\":\"")
            .append(EventText.time(at)).append('"');
        if (data != null && data.length() > 2) {
            text.append(',').append(data, 1, data.length() - 1);
        }
        return new Written.Reply(text.append(again ? ",\"duplicate\":true}" : "}").toString());
    }

    private static Refusal refusal(String verdict, ChangeState change, String details) {
        var limits = change.limits();
        return switch (verdict) {
            case "denied" -> change.denied().orElseThrow();
            case "conflict" -> new Refusal(FailureType.CONFLICT,
                "Another author has used the id \"" + change.id() + "\" in this channel.");
            case "version" -> missed("A key has another version by now.", details);
            case "bound" -> missed("The sum would pass a bound.", details);
            case "kind" -> missed("A value is of another kind than the op can change.", details);
            case "value" -> tooLarge("A value may have " + limits.valueBytesMax() + " bytes at most.");
            case "keys" -> tooLarge("A state may have " + limits.keysMax() + " keys at most.");
            case "bytes" -> tooLarge("A state may have " + limits.bytesMax() + " bytes at most.");
            case "told" -> tooLarge("What one change tells may have " + limits.changeBytesMax()
                + " bytes at most.");
            default -> throw new IllegalStateException("parley.change_state gave the verdict " + verdict);
        };
    }

    private static Refusal missed(String sentence, String details) {
        return new Refusal(FailureType.CONFLICT, sentence, new JsonObject(details));
    }

    private static Refusal tooLarge(String sentence) {
        return new Refusal(FailureType.TOO_LARGE, sentence);
    }
}
