package dev.parley.session;

/**
 * A rate limit: {@code perSecond} on average, {@code burst} at once. What is refused is counted as well,
 * down to one burst of debt, so that hammering against the limit does not help.
 */
final class TokenBucket {

    private final double perMs;
    private final int burst;
    private double tokens;
    private long countedAt;

    TokenBucket(int perSecond, int burst, long nowMs) {
        this.perMs = perSecond / 1000.0;
        this.burst = burst;
        this.tokens = burst;
        this.countedAt = nowMs;
    }

    /** Takes one token: 0 when there was one, else the milliseconds until there is. */
    long take(long nowMs) {
        tokens = Math.min(burst, tokens + (nowMs - countedAt) * perMs);
        countedAt = nowMs;
        if (tokens >= 1) {
            tokens -= 1;
            return 0;
        }
        var wait = (long) Math.ceil((1 - tokens) / perMs);
        tokens = Math.max(-burst, tokens - 1);
        return wait;
    }

    /** The milliseconds until the debt is paid, when it has reached its end; else 0. */
    long overdrawnMs() {
        return tokens > -burst ? 0 : (long) Math.ceil(burst / perMs);
    }
}
