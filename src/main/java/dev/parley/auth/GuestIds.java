package dev.parley.auth;

import java.util.Random;
import java.util.function.Supplier;

/**
 * User ids of guests, such as {@code guest-k3f97q2m5x8a}: 60 random bits, so that no two are alike in
 * practice.
 */
public final class GuestIds implements Supplier<String> {

    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 12;

    private final Random random;

    /** Called from many contexts: the source of randomness must allow that, as {@code SecureRandom} does. */
    public GuestIds(Random random) {
        this.random = random;
    }

    @Override
    public String get() {
        var id = new StringBuilder("guest-");
        random.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> id.append(ALPHABET.charAt(i)));
        return id.toString();
    }
}
