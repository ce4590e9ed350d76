package dev.parley.config;

/**
 * Something wrong with the settings.
 *
 * @param key the key, variable or place
 * @param reason what is wrong with it, never showing a secret
 */
public record Fault(String key, String reason) {

    @Override
    public String toString() {
        return key + ": " + reason;
    }
}
