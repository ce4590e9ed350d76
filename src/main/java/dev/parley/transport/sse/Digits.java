package dev.parley.transport.sse;

/** Whole numbers in 64 letters that stand unescaped in headers and URLs, the highest digit first. */
final class Digits {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int BITS = 6;
    private static final int MASK = (1 << BITS) - 1;
    /** Digits of the largest seq: 2⁶⁰ is never reached. */
    private static final int MOST = 10;

    private Digits() {
    }

    static int length(long number) {
        return number == 0 ? 1 : (Long.SIZE - Long.numberOfLeadingZeros(number) + BITS - 1) / BITS;
    }

    /** Writes as many digits as asked for, leading zeros included. */
    static void write(long number, int length, byte[] into, int at) {
        long rest = number;
        for (int i = at + length - 1; i >= at; i--) {
            into[i] = (byte) LETTERS.charAt((int) rest & MASK);
            rest >>>= BITS;
        }
    }

    /** The number, or -1 where there is none. */
    static long read(String text, int from, int to) {
        if (from >= to || to - from > MOST) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            var digit = LETTERS.indexOf(text.charAt(i));
            if (digit < 0) {
                return -1;
            }
            number = number << BITS | digit;
        }
        return number;
    }
}
