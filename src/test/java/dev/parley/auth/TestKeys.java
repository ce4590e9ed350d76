package dev.parley.auth;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** Key pairs of an issuer, as PEM and web keys, and tokens signed with them. */
record TestKeys(Algorithm algorithm, String id, KeyPair pair) {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static TestKeys rsa(String id) {
        return generate(Algorithm.RS256, id, "RSA");
    }

    static TestKeys elliptic(String id) {
        return generate(Algorithm.ES256, id, "EC");
    }

    private static TestKeys generate(Algorithm algorithm, String id, String kind) {
        try {
            var generator = KeyPairGenerator.getInstance(kind);
            if (algorithm == Algorithm.RS256) {
                generator.initialize(2048);
            } else {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return new TestKeys(algorithm, id, generator.generateKeyPair());
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }

    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    }

    JsonObject webKey() {
        var key = new JsonObject().put("kid", id).put("use", "sig").put("alg", algorithm.name());
        return switch (pair.getPublic()) {
            case RSAPublicKey rsa -> key.put("kty", "RSA")
                .put("n", number(rsa.getModulus(), 0)).put("e", number(rsa.getPublicExponent(), 0));
            case ECPublicKey ec -> key.put("kty", "EC").put("crv", "P-256")
                .put("x", number(ec.getW().getAffineX(), 32)).put("y", number(ec.getW().getAffineY(), 32));
            default -> throw new IllegalStateException();
        };
    }

    static String keySet(TestKeys... keys) {
        var list = new JsonArray();
        Arrays.stream(keys).forEach(key -> list.add(key.webKey()));
        return new JsonObject().put("keys", list).encode();
    }

    String sign(JsonObject claims) {
        var content = text(new JsonObject().put("alg", algorithm.name()).put("kid", id)) + "." + text(claims);
        try {
            var signer = Signature.getInstance(algorithm.jdkName);
            signer.initSign(pair.getPrivate());
            signer.update(content.getBytes(StandardCharsets.UTF_8));
            return content + "." + BASE64.encodeToString(signer.sign());
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }

    static String text(JsonObject part) {
        return BASE64.encodeToString(part.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String number(BigInteger number, int length) {
        var bytes = number.toByteArray();
        var trimmed = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        var padded = new byte[Math.max(length, trimmed.length)];
        System.arraycopy(trimmed, 0, padded, padded.length - trimmed.length, trimmed.length);
        return BASE64.encodeToString(padded);
    }
}
