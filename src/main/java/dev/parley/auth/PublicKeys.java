package dev.parley.auth;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Reads public keys from PEM texts (RFC 7468, {@code PUBLIC KEY}) and JSON web key sets (RFC 7517). RSA
 * keys of 2,048 bits at least are good for RS256, those of the curve P-256 for ES256; there is nothing
 * else.
 */
final class PublicKeys {

    static final int KEYS_MAX = 100;

    private static final int RSA_BITS_MIN = 2_048;
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private PublicKeys() {
    }

    /** Throws IllegalArgumentException with a sentence when the text is not such a key. */
    static TrustedKey fromPem(String pem) {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("A public key must stand between the lines \"" + BEGIN
                + "\" and \"" + END + "\".");
        }
        var bytes = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
        for (var kind : List.of("RSA", "EC")) {
            try {
                var key = KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(bytes));
                return new TrustedKey(algorithmOf(key), Optional.empty(), key);
            } catch (GeneralSecurityException otherKind) {
                // Not of this kind: try the next.
            }
        }
        throw new IllegalArgumentException("A public key is neither of RSA nor of an elliptic curve.");
    }

    /**
     * The usable signature keys of a set; those of other kinds and uses are passed over. Throws
     * IllegalArgumentException when the text is not a key set.
     */
    static List<TrustedKey> fromKeySet(String json) {
        try {
            if (new JsonObject(json).getValue("keys") instanceof JsonArray keys && keys.size() <= KEYS_MAX) {
                var usable = new ArrayList<TrustedKey>();
                keys.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
                    .forEach(key -> fromWebKey(key).ifPresent(usable::add));
                return List.copyOf(usable);
            }
        } catch (DecodeException notJson) {
            // Said below.
        }
        throw new IllegalArgumentException("A key set must be a JSON object whose \"keys\" is a list of "
            + "at most " + KEYS_MAX + " keys.");
    }

    private static Optional<TrustedKey> fromWebKey(JsonObject web) {
        if (!"sig".equals(web.getValue("use", "sig"))) {
            return Optional.empty();
        }
        try {
            var key = switch (web.getString("kty", "")) {
                case "RSA" -> rsa(web);
                case "EC" -> elliptic(web);
                default -> throw new IllegalArgumentException("another kind");
            };
            var algorithm = algorithmOf(key);
            return algorithm.name().equals(web.getValue("alg", algorithm.name()))
                ? Optional.of(new TrustedKey(algorithm, Optional.ofNullable(web.getString("kid")), key))
                : Optional.empty();
        } catch (GeneralSecurityException | RuntimeException unusable) {
            return Optional.empty();
        }
    }

    private static PublicKey rsa(JsonObject web) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA").generatePublic(
            new RSAPublicKeySpec(number(web, "n"), number(web, "e")));
    }

    private static PublicKey elliptic(JsonObject web) throws GeneralSecurityException {
        if (!"P-256".equals(web.getString("crv"))) {
            throw new IllegalArgumentException("another curve");
        }
        return KeyFactory.getInstance("EC").generatePublic(
            new ECPublicKeySpec(new ECPoint(number(web, "x"), number(web, "y")), p256()));
    }

    private static BigInteger number(JsonObject web, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(web.getString(name, "")));
    }

    private static Algorithm algorithmOf(PublicKey key) throws GeneralSecurityException {
        return switch (key) {
            case RSAPublicKey rsa when rsa.getModulus().bitLength() >= RSA_BITS_MIN -> Algorithm.RS256;
            case ECPublicKey ec when ec.getParams().getCurve().equals(p256().getCurve()) -> Algorithm.ES256;
            default -> throw new IllegalArgumentException("A public key must be of RSA with " + RSA_BITS_MIN
                + " bits at least, or of the curve P-256.");
        };
    }

    private static ECParameterSpec p256() throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }
}
