package dev.parley.persistence;

import dev.parley.log.DraftText;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The statement of consecutive events of one live channel; see {@code live.sql}. */
record LiveBatch(List<LiveDraft> drafts) implements Statement {

    private static final String SQL = """
        select state, verdicts, seqs, ats
          from parley.publish_live($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""";

    LiveBatch {
        drafts = List.copyOf(drafts);
    }

    @Override
    public String kind() {
        return "publish_live";
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public Tuple parameters(String epoch, boolean patient) {
        var last = drafts.getLast();
        var tuple = Tuple.of(last.channel(), patient, texts(draft -> draft.draft().id()));
        tuple.addValue(drafts.stream().map(draft -> draft.draft().named()).toArray(Boolean[]::new));
        tuple.addValue(texts(draft -> orNull(draft.draft().by())));
        tuple.addValue(texts(draft -> orNull(draft.draft().origin())));
        tuple.addValue(texts(draft -> draft.draft().type()));
        tuple.addValue(texts(draft -> draft.draft().data()));
        tuple.addValue(drafts.stream().map(draft -> draft.draft().denied().isPresent())
            .toArray(Boolean[]::new));
        return tuple.addValue(last.keep());
    }

    private String[] texts(Function<LiveDraft, String> part) {
        return drafts.stream().map(part).toArray(String[]::new);
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    @Override
    public Written read(Row row, String epoch) {
        if (row.getString(0).equals("busy")) {
            return new Written.Busy();
        }
        var verdicts = row.getArrayOfStrings(1);
        var seqs = row.getArrayOfLongs(2);
        var ats = row.getArrayOfOffsetDateTimes(3);
        var answers = new ArrayList<Written.Answer>(verdicts.length);
        var publications = new ArrayList<Publication>(verdicts.length);
        for (int i = 0; i < verdicts.length; i++) {
            var draft = drafts.get(i).draft();
            answers.add(switch (verdicts[i]) {
                case "ok" -> {
                    publications.add(new Publication(draft.channel(), epoch, seqs[i], draft.type(), "",
                        List.of(), DraftText.publication(seqs[i], draft, EventText.time(ats[i]))));
                    yield reply(draft.id(), epoch, seqs[i], false);
                }
                // An id of the server's own is there when nobody knew of its commit: no repetition.
                case "duplicate" -> reply(draft.id(), epoch, seqs[i], draft.named());
                case "conflict" -> new Written.Refused(new Refusal(FailureType.CONFLICT,
                    "Another author has used the id \"" + draft.id() + "\" in this channel."));
                case "denied" -> new Written.Refused(draft.denied().orElseThrow());
                default -> throw new IllegalStateException("parley.publish_live said " + verdicts[i]);
            });
        }
        return new Written.Done(answers, publications);
    }

    private static Written.Reply reply(String id, String epoch, long seq, boolean again) {
        return new Written.Reply("{\"id\":\"" + id + "\",\"seq\":" + seq + ",\"epoch\":\"" + epoch + '"'
            + (again ? ",\"duplicate\":true}" : "}"));
    }
}
