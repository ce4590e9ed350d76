package dev.parley.transport.sse;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The short name of a channel in the ids of a stream: 48 bits of its digest, in eight letters. */
final class ChannelMark {

    /** Letters of a mark. */
    static final int LENGTH = 8;

    private ChannelMark() {
    }

    static String of(String channel) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return Base64.getUrlEncoder()
                .encodeToString(digest.digest(channel.getBytes(StandardCharsets.UTF_8))).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
