package dev.parley.auth;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A signed JSON web token taken apart (RFC 7515, section 7.1), not yet believed.
 *
 * @param algorithm how it says it is signed
 * @param keyId     the {@code kid} of its header
 * @param claims    what it says
 * @param content   the bytes that are signed
 * @param signature the bytes that prove it
 */
record CompactToken(Algorithm algorithm, Optional<String> keyId, JsonObject claims, byte[] content,
                    byte[] signature) {

    /** Longer texts are not looked at. */
    static final int LENGTH_MAX = 8_192;

    private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();

    /** Throws a {@code RefusedException} {@code unauthenticated} that says what is wrong. */
    static CompactToken parse(String text) {
        if (text.isEmpty()) {
            throw Denial.because("The token is empty.");
        }
        if (text.length() > LENGTH_MAX) {
            throw Denial.because("The token is longer than " + LENGTH_MAX + " characters.");
        }
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            throw Denial.because("The token is not a JSON web token: it must have three parts.");
        }
        var header = object("header", text.substring(0, first));
        if (header.containsKey("crit")) {
            throw Denial.because("The token's header has critical extensions, none are supported.");
        }
        var algorithm = Algorithm.named(header.getValue("alg")).orElseThrow(() ->
            Denial.because("The token's algorithm is not one of HS256, RS256 and ES256."));
        return new CompactToken(algorithm, keyId(header), object("claims", text.substring(first + 1, second)),
            text.substring(0, second).getBytes(StandardCharsets.UTF_8),
            bytes("signature", text.substring(second + 1)));
    }

    private static Optional<String> keyId(JsonObject header) {
        return switch (header.getValue("kid")) {
            case null -> Optional.empty();
            case String id -> Optional.of(id);
            default -> throw Denial.because("The token's key id is not a string.");
        };
    }

    private static JsonObject object(String part, String text) {
        try {
            return new JsonObject(new String(bytes(part, text), StandardCharsets.UTF_8));
        } catch (DecodeException fault) {
            throw Denial.because("The token's " + part + " cannot be read as a JSON object.");
        }
    }

    private static byte[] bytes(String part, String text) {
        try {
            if (text.indexOf('=') < 0) {
                return BASE64.decode(text);
            }
        } catch (IllegalArgumentException fault) {
            // Said below, in words that do not quote the token.
        }
        throw Denial.because("The token's " + part + " is not base64url without padding.");
    }
}
