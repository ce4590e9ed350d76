package dev.parley.transport.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of the configuration that back ends come with: {@code id~secret}, of which only the SHA-256 of the
 * secret is kept here. Several may have the same id, so that one can be replaced without a pause.
 */
final class ServerKeys {

    /** Between id and secret; no JSON web token holds it. */
    private static final char BETWEEN = '~';
    private static final String HASH = ":sha256:";

    private final Map<String, List<byte[]>> hashes = new HashMap<>();

    /** @param keys entries such as {@code backend:sha256:9f86d0…}, well formed */
    ServerKeys(List<String> keys) {
        for (var key : keys) {
            var middle = key.indexOf(HASH);
            hashes.computeIfAbsent(key.substring(0, middle), id -> new ArrayList<>())
                .add(HexFormat.of().parseHex(key.substring(middle + HASH.length())));
        }
    }

    /** Is it meant as a key, right or wrong? */
    static boolean meant(String credential) {
        return credential.indexOf(BETWEEN) >= 0;
    }

    /** The id of the key; empty when there is no such key. Takes equally long for every wrong secret. */
    Optional<String> check(String credential) {
        var middle = credential.indexOf(BETWEEN);
        var id = credential.substring(0, middle);
        var hash = sha256(credential.substring(middle + 1));
        var right = false;
        for (var known : hashes.getOrDefault(id, List.of(new byte[hash.length]))) {
            right |= MessageDigest.isEqual(known, hash);
        }
        return right && hashes.containsKey(id) ? Optional.of(id) : Optional.empty();
    }

    private static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
