package dev.parley.webhook;

import dev.parley.config.Hook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what a hook is told, as the Standard Webhooks specification has it: HMAC with SHA-256 over id, time
 * and body, with dots between. While a secret is being changed there are two signatures.
 */
final class Seal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String CODED = "whsec_";

    private final List<SecretKeySpec> keys;

    Seal(Hook hook) {
        keys = Stream.concat(Stream.of(hook.secret()), hook.formerSecret().stream()).map(Seal::key).toList();
    }

    private static SecretKeySpec key(String secret) {
        return new SecretKeySpec(secret.startsWith(CODED)
            ? Base64.getDecoder().decode(secret.substring(CODED.length()))
            : secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** What the header {@code webhook-signature} says. */
    String sign(String id, long seconds, byte[] body) {
        var head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
        return keys.stream().map(key -> "v1," + Base64.getEncoder().encodeToString(mac(key, head, body)))
            .collect(Collectors.joining(" "));
    }

    private static byte[] mac(SecretKeySpec key, byte[] head, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(head);
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", impossible);
        }
    }
}
