package dev.parley.transport.api;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Entity tags of messages (RFC 9110): the version, which is what edits look at, and a digest of all that is
 * shown, which is what caches look at: reactions and replies change it and leave the version.
 */
final class Tags {

    private static final int DIGEST_BYTES = 8;
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

    private Tags() {
    }

    /** The tag of a reply that holds a message. */
    static String of(JsonObject reply, String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "\"" + reply.getJsonObject("message").getLong("version") + "-"
                + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The version that an edit is made for. Throws a refusal when no message can have such a tag. */
    static long version(String ifMatch) {
        if (ifMatch.length() > 2 && ifMatch.startsWith("\"") && ifMatch.endsWith("\"")) {
            var version = ifMatch.substring(1, ifMatch.length() - 1).split("-", 2)[0];
            if (VERSION.matcher(version).matches()) {
                return Long.parseLong(version);
            }
        }
        throw ifMatch.contains(",")
            ? Refusal.badRequest("If-Match must hold one tag.").asException() : missed();
    }

    private static RefusedException missed() {
        return new Refusal(FailureType.CONFLICT, "No version of the message has this tag.").asException();
    }

    /** Does {@code If-None-Match} name the tag? */
    static boolean known(String ifNoneMatch, String tag) {
        return Arrays.stream(ifNoneMatch.split(",")).map(String::strip)
            .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
    }
}
