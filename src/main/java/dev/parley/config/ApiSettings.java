package dev.parley.config;

import java.util.List;

/**
 * The HTTP API for programs.
 *
 * @param keys server keys, each an id and the SHA-256 of its secret: {@code backend:sha256:9f86d0…}
 * @param bodyBytesMax bytes of one request's body at most
 */
public record ApiSettings(List<String> keys, int bodyBytesMax) {

    public ApiSettings {
        keys = List.copyOf(keys);
    }

    /** The number of keys, and none of them. */
    @Override
    public String toString() {
        return "ApiSettings[keys=" + keys.size() + ", bodyBytesMax=" + bodyBytesMax + "]";
    }
}
