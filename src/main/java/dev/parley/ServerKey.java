package dev.parley;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Makes server keys: what a back end keeps secret, and what the settings hold of it. */
final class ServerKey {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int SECRET_BYTES = 32;

    private ServerKey() {
    }

    /** Two lines for people. Throws {@link IllegalArgumentException} when no key can have the name. */
    static String make(String name, SecureRandom random) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" can name no key: up to 64 letters, digits,"
                + " dots, lines and underlines, of which the first is a letter or digit.");
        }
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return "key       " + name + "~" + secret + System.lineSeparator()
            + "settings  " + name + ":sha256:" + sha256(secret) + System.lineSeparator();
    }

    private static String sha256(String secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                .digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
