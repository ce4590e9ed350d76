package dev.parley.relay;

import java.util.ArrayDeque;

/** What this node knows of one other: how much is on the way there, and what was heard from there. */
final class Peer {

    /** Smaller sendings are acknowledged together, so that the list of them stays short. */
    private static final int MARK_BYTES = 16 * 1024;

    /** So often a peer may be asked in vain before something is done about it: some seconds. */
    static final int UNANSWERED_MAX = 12;

    private final int unackedMax;
    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    private boolean greeted;
    private boolean behind;
    private boolean progressed;
    private int unanswered;
    private long unacked;

    private boolean known;
    private long life;
    private long heard;
    private int heardBytes;

    Peer(int unackedMax) {
        this.unackedMax = unackedMax;
    }

    /** The way there must be proved (again): nothing is sent until it is. */
    void reset() {
        greeted = false;
        unanswered = 0;
        behind = false;
        unacked = 0;
        marks.clear();
    }

    void greet() {
        greeted = true;
    }

    boolean greeted() {
        return greeted;
    }

    /**
     * Whether a batch may be sent there now. Past the limit none may, until half of what is on the way has
     * been acknowledged; a single batch above the limit may go when nothing is.
     */
    boolean takes(int bytes) {
        if (!greeted) {
            return false;
        }
        behind = behind ? unacked > unackedMax / 2 : unacked > 0 && unacked + bytes > unackedMax;
        return !behind;
    }

    void sent(long counter, int bytes) {
        progressed |= unacked == 0;
        unacked += bytes;
        var last = marks.peekLast();
        if (last != null && last.bytes < MARK_BYTES) {
            marks.pollLast();
            marks.addLast(new Mark(counter, last.bytes + bytes));
        } else {
            marks.addLast(new Mark(counter, bytes));
        }
    }

    void acked(long counter) {
        while (!marks.isEmpty() && marks.peekFirst().counter <= counter) {
            unacked -= marks.pollFirst().bytes;
            progressed = true;
        }
    }

    long unacked() {
        return unacked;
    }

    /** Whether nothing of what is on the way was acknowledged since the last time this was asked. */
    boolean stalled() {
        boolean stalled = greeted && (behind || unacked > 0 && !progressed);
        progressed = false;
        return stalled;
    }

    /** Whether it was asked {@value #UNANSWERED_MAX} times without an answer, each time this is asked. */
    boolean deaf() {
        unanswered = greeted ? 0 : unanswered + 1;
        return unanswered > 0 && unanswered % UNANSWERED_MAX == 0;
    }

    /** Notes that the peer counts up to there in that life. */
    Hearing hear(long itsLife, long counter, boolean load) {
        Hearing hearing;
        if (!known || itsLife != life) {
            hearing = known ? Hearing.NEW_LIFE : Hearing.FIRST;
        } else if (counter <= heard) {
            return load ? Hearing.STALE : Hearing.NEXT;
        } else {
            hearing = counter == heard + 1 && load ? Hearing.NEXT : Hearing.HOLE;
        }
        known = true;
        life = itsLife;
        heard = counter;
        return hearing;
    }

    /** Adds to the bytes heard since the last acknowledgement, and gives their sum. */
    int heardBytes(int bytes) {
        heardBytes += bytes;
        return heardBytes;
    }

    /** An acknowledgement of all that was heard, to be sent at once. */
    Frame.Ack ack(String self) {
        heardBytes = 0;
        return new Frame.Ack(self, life, heard);
    }

    boolean owesAck() {
        return heardBytes > 0;
    }

    /** What a counter says against what was heard before. */
    enum Hearing { FIRST, NEXT, HOLE, NEW_LIFE, STALE }

    /** Bytes that are acknowledged when the batch of that number is. */
    private record Mark(long counter, int bytes) {
    }
}
