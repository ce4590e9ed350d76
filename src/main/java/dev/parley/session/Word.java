package dev.parley.session;

import dev.parley.auth.Revocation;
import dev.parley.protocol.Event;
import dev.parley.protocol.Signal;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What the directories of the nodes tell one another: signals on a channel that no client can name. Each may
 * be lost or come twice; one that a newer node understands otherwise is passed over.
 */
sealed interface Word {

    /** Where they are told. */
    String CHANNEL = "parley.sessions";

    /** What the others are told. */
    JsonObject json();

    /**
     * A question to all other nodes.
     *
     * @param id   of this call, of no other
     * @param from who asks
     */
    record Ask(String id, String from, LoopQuestion question) implements Word {
        public Ask {
            Objects.requireNonNull(id);
            Objects.requireNonNull(from);
            Objects.requireNonNull(question);
        }

        @Override
        public JsonObject json() {
            var json = new JsonObject().put("id", id).put("from", from);
            return switch (question) {
                case LoopQuestion.OfUser(var user) -> json.put("list", user);
                case LoopQuestion.End end -> {
                    end.owner().ifPresent(owner -> json.put("owner", owner));
                    yield json.put("end", end.session());
                }
                case LoopQuestion.Purge purge -> throw new IllegalStateException("told by itself");
            };
        }
    }

    /** A node's answer. */
    record Told(String id, String from, JsonObject answer) implements Word {
        public Told {
            Objects.requireNonNull(id);
            Objects.requireNonNull(from);
            Objects.requireNonNull(answer);
        }

        @Override
        public JsonObject json() {
            return new JsonObject().put("id", id).put("from", from).put("answer", answer);
        }
    }

    /** Tokens are believed no longer. */
    record Revoked(Revocation revocation) implements Word {
        public Revoked {
            Objects.requireNonNull(revocation);
        }

        @Override
        public JsonObject json() {
            return new JsonObject().put("kind", revocation.kind().name().toLowerCase(Locale.ROOT))
                .put("subject", revocation.subject()).put("at", revocation.at().toString())
                .put("until", revocation.until().toString());
        }
    }

    /** As it is told. */
    default Signal signal() {
        var type = switch (this) {
            case Ask ask -> "sessions.asked";
            case Told told -> "sessions.told";
            case Revoked revoked -> "tokens.revoked";
        };
        return new Signal(CHANNEL, type, "", json().toBuffer());
    }

    /** As it was heard; empty when it means nothing here. */
    static Optional<Word> read(Event event) {
        try {
            var json = event.json().toJsonObject();
            return switch (event.type()) {
                case "sessions.asked" -> question(json)
                    .map(question -> new Ask(json.getString("id"), json.getString("from"), question));
                case "sessions.told" -> Optional.of(new Told(json.getString("id"), json.getString("from"),
                    json.getJsonObject("answer")));
                case "tokens.revoked" -> Optional.of(new Revoked(revocation(json)));
                default -> Optional.empty();
            };
        } catch (RuntimeException garbled) {
            return Optional.empty();
        }
    }

    private static Optional<LoopQuestion> question(JsonObject json) {
        return json.containsKey("list") ? Optional.of(new LoopQuestion.OfUser(json.getString("list")))
            : json.containsKey("end") ? Optional.of(new LoopQuestion.End(json.getString("end"),
                Optional.ofNullable(json.getString("owner")), false))
            : Optional.empty();
    }

    /** From the shape in which the store and the nodes tell it. */
    static Revocation revocation(JsonObject json) {
        return new Revocation(Revocation.Kind.valueOf(json.getString("kind").toUpperCase(Locale.ROOT)),
            json.getString("subject"), Instant.parse(json.getString("at")),
            Instant.parse(json.getString("until")));
    }
}
