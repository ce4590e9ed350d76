package dev.parley.presence;

/** A number of 64 bits for a list of values, the same on every machine: FNV-1a with a last mixing. */
final class Digester {

    private static final long BASIS = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private long value = BASIS;

    /** Of a session in a channel. */
    static long of(String session, String channel) {
        return new Digester().add(session).add(channel).value();
    }

    Digester add(String text) {
        for (int i = 0; i < text.length(); i++) {
            octets(text.charAt(i), Character.BYTES);
        }
        return add(text.length());
    }

    Digester add(long number) {
        octets(number, Long.BYTES);
        return this;
    }

    /** Mixed so that sums of such numbers tell contents apart. */
    long value() {
        long mixed = (value ^ value >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }

    private void octets(long bits, int count) {
        for (int i = 0; i < count; i++) {
            value = (value ^ bits >>> 8 * i & 0xFF) * PRIME;
        }
    }
}
