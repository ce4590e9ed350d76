package dev.parley.client;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Finds numbers and ids in the text of a frame without parsing it: the load's own cost must stay far below
 * the server's. Where a field stood in the last frame it is looked for first. One per loop.
 */
public final class FrameText {

    /** What is not found. */
    public static final int NOWHERE = -1;

    private static final byte[] ID = "\"id\":\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TEXT = "\"text\":\"".getBytes(StandardCharsets.UTF_8);

    private int idHint;
    private int textHint;

    /** Where the value of the first {@code id} begins. */
    public int id(ByteBuf frame, int from, int to) {
        int found = find(frame, from, to, ID, idHint);
        idHint = found == NOWHERE ? 0 : found - ID.length - from;
        return found;
    }

    /** Where the value of the first {@code text} begins. */
    public int text(ByteBuf frame, int from, int to) {
        int found = find(frame, from, to, TEXT, textHint);
        textHint = found == NOWHERE ? 0 : found - TEXT.length - from;
        return found;
    }

    public static boolean matches(ByteBuf frame, int at, int to, byte[] pattern) {
        if (to - at < pattern.length) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            if (frame.getByte(at + i) != pattern[i]) {
                return false;
            }
        }
        return true;
    }

    /** The digits from here on, as a number. */
    public static long number(ByteBuf frame, int at, int to) {
        long number = 0;
        for (int i = at; i < to; i++) {
            int digit = frame.getByte(i) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** The hash of the string that begins here and ends before the next quotation mark. */
    public static int hash(ByteBuf frame, int at, int to) {
        int hash = 0;
        for (int i = at; i < to && frame.getByte(i) != '"'; i++) {
            hash = hash * 31 + frame.getByte(i);
        }
        return hash;
    }

    private static int find(ByteBuf frame, int from, int to, byte[] pattern, int hint) {
        for (int at = from + hint; at >= from + hint - 1 && at <= from + hint + 1; at++) {
            if (matches(frame, at, to, pattern)) {
                return at + pattern.length;
            }
        }
        for (int at = from; at <= to - pattern.length; at++) {
            if (frame.getByte(at) == pattern[0] && matches(frame, at, to, pattern)) {
                return at + pattern.length;
            }
        }
        return NOWHERE;
    }
}
