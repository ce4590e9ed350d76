package dev.parley.persistence;

import dev.parley.protocol.Channels;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Words;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The statement of consecutive posts to one room; see {@code post.sql}.
 *
 * @param bodies what the author of each wrote, as it is stored
 */
record PostBatch(String channel, List<PostMessage> posts, List<String> bodies) implements Statement {

    private static final String TYPE = "message.posted";

    /** The column of what people are told, where there is one. */
    private static final int EVENTS = 6;

    private static final String SQL = """
        select state, verdicts, seqs, ns, ats, mentions
          from parley.post($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""";

    private static final String ADDRESSED = """
        select state, verdicts, seqs, ns, ats, mentions, events
          from parley.post_and_notify($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)""";

    static PostBatch of(List<PostMessage> posts) {
        return new PostBatch(posts.getFirst().channel(), posts, posts.stream().map(PostBatch::body).toList());
    }

    /**
     * Whether a post can stand in one batch with those before it: its id is not among theirs, and it
     * answers none of them.
     */
    static boolean fits(PostMessage post, Set<String> ids) {
        return !ids.contains(post.id())
            && !(post.replyTo().isPresent() && ids.contains(post.replyTo().get()))
            && !(post.thread().isPresent() && ids.contains(post.thread().get()));
    }

    @Override
    public String kind() {
        return "post";
    }

    @Override
    public String sql() {
        return addressed() ? ADDRESSED : SQL;
    }

    /** Whether any of them may concern somebody by name, who is then told on his own channel. */
    private boolean addressed() {
        return channel.startsWith(Channels.DIRECT) || posts.stream().anyMatch(post ->
            !post.mentions().isEmpty() || post.replyTo().isPresent() || post.thread().isPresent());
    }

    @Override
    public Tuple parameters(String epoch, boolean patient) {
        int size = posts.size();
        var texts = new String[8][size];
        var leasts = new Short[size];
        var named = new Short[size];
        for (int i = 0; i < size; i++) {
            var post = posts.get(i);
            texts[0][i] = post.id();
            texts[1][i] = post.caller().user();
            texts[2][i] = post.caller().origin();
            leasts[i] = post.least().level();
            texts[3][i] = post.replyTo().orElse(null);
            texts[4][i] = post.thread().orElse(null);
            texts[5][i] = post.mentions().isEmpty() ? null : String.join(",", post.mentions());
            named[i] = (short) post.named();
            texts[6][i] = bodies.get(i);
            texts[7][i] = String.join(" ", Words.distinct(post.text()));
        }
        var tuple = Tuple.of(channel, patient, texts[0], texts[1], texts[2], leasts);
        tuple.addValue(texts[3]).addValue(texts[4]).addValue(texts[5]).addValue(named).addValue(texts[6])
            .addValue(texts[7]);
        return addressed()
            ? tuple.addValue(posts.stream().map(post -> post.caller().name()).toArray(String[]::new)) : tuple;
    }

    private static String body(PostMessage post) {
        var text = new StringBuilder(post.text().length() + 64).append("{\"text\":");
        EventText.string(text, post.text());
        EventText.field(text, "replyTo", post.replyTo().orElse(null));
        EventText.field(text, "thread", post.thread().orElse(null));
        text.append(",\"attachments\":").append(post.attachments());
        post.client().ifPresent(client -> text.append(",\"client\":").append(client));
        return text.append('}').toString();
    }

    @Override
    public Written read(Row row, String epoch) {
        return switch (row.getString(0)) {
            case "busy" -> new Written.Busy();
            case "absent" -> new Written.Done(posts.stream()
                .<Written.Answer>map(post -> refused("not_found", post, "")).toList(), List.of());
            default -> done(row, epoch);
        };
    }

    private Written done(Row row, String epoch) {
        var verdicts = row.getArrayOfStrings(1);
        var seqs = row.getArrayOfLongs(2);
        var ns = row.getArrayOfLongs(3);
        var ats = row.getArrayOfOffsetDateTimes(4);
        var mentions = row.getArrayOfStrings(5);
        var answers = new ArrayList<Written.Answer>(verdicts.length);
        var publications = new ArrayList<Publication>(verdicts.length);
        OffsetDateTime last = null;
        var at = "";
        for (int i = 0; i < verdicts.length; i++) {
            if (ats[i] != null && !ats[i].equals(last)) {
                last = ats[i];
                at = EventText.time(last);
            }
            var post = posts.get(i);
            answers.add(switch (verdicts[i]) {
                case "ok" -> {
                    var entry = new EventText.Entry(seqs[i], TYPE, post.id(), at, post.caller().user(),
                        post.caller().origin());
                    var data = EventText.posted(entry, post.room(), ns[i],
                        mentions[i] == null ? "" : mentions[i], bodies.get(i));
                    publications.add(new Publication(channel, epoch, seqs[i], TYPE, "", List.of(),
                        EventText.publication(entry, data)));
                    yield reply(post, epoch, seqs[i], at, false);
                }
                case "duplicate" -> reply(post, epoch, seqs[i], at, true);
                default -> refused(verdicts[i], post, at);
            });
        }
        if (row.size() > EVENTS) {
            publications.addAll(ChangeCall.publications(row.getJsonArray(EVENTS), epoch));
        }
        return new Written.Done(answers, publications);
    }

    private static Written.Reply reply(PostMessage post, String epoch, long seq, String at, boolean again) {
        return new Written.Reply("{\"id\":\"" + post.id() + "\",\"seq\":" + seq + ",\"epoch\":\"" + epoch
            + "\",\"at\":\"" + at + (again ? "\",\"duplicate\":true}" : "\"}"));
    }

    private static Written.Refused refused(String verdict, PostMessage post, String at) {
        return new Written.Refused(switch (verdict) {
            case "conflict" -> new Refusal(FailureType.CONFLICT,
                "Another author has used the id \"" + post.id() + "\" in this room.");
            case "not_found" -> Refusal.notFound("room \"" + post.room() + "\"");
            case "outside" -> Refusal.forbidden("Only members write here: join the room first.");
            case "banned" -> Refusal.forbidden("You are banned from this room.");
            case "archived" -> new Refusal(FailureType.GONE, "The room is archived.");
            case "role" -> Refusal.forbidden("Your role in this room does not let you write.");
            case "muted" -> new Refusal(FailureType.FORBIDDEN, "You are muted in this room.",
                new JsonObject().put("mutedUntil", at));
            case "no_message" -> Refusal.notFound("such message in this room to answer");
            case "no_root" -> Refusal.badRequest("Field \"thread\" must be the first message of a thread.");
            default -> throw new IllegalStateException("parley.post gave the verdict " + verdict);
        });
    }
}
