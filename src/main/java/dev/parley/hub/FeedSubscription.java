package dev.parley.hub;

import dev.parley.log.Door;
import dev.parley.protocol.Channels;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Position;
import dev.parley.protocol.Refusal;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cursor of one subscriber over one log. Live means that it stands at the feed's head; else it is held,
 * suspended, or behind and fed from the tail and the log.
 */
final class FeedSubscription implements Subscription, PageWaiter {

    private static final Logger LOG = LoggerFactory.getLogger(FeedSubscription.class);

    static final int NO_SEAT = -1;

    final Reader reader;
    final ChannelFeed feed;

    /** The last seq that it has had; not kept up while it is live. */
    long cursor;

    /** How many lasting signals it has had, as {@link SignalMemory} counts; not kept up while live. */
    long signals;

    /** Its places in the lists of its feed, kept by them. */
    int place = LiveList.NOT_LIVE;
    int seat = NO_SEAT;

    /** It is in its reader's line of those behind. */
    boolean inLine;

    /** The page that came for it last. */
    Piece piece = Piece.NONE;

    private Subscribed answer;
    private long from;
    private boolean started;
    private boolean suspended;
    private boolean restarted;
    private boolean ended;

    FeedSubscription(Reader reader, ChannelFeed feed) {
        this.reader = reader;
        this.feed = feed;
    }

    @Override
    public String channel() {
        return feed.channel();
    }

    @Override
    public Subscribed answer() {
        return Objects.requireNonNull(answer);
    }

    @Override
    public long from() {
        return from;
    }

    @Override
    public void start() {
        if (started || ended) {
            return;
        }
        started = true;
        if (restarted) {
            tellRestart();
        }
        feed.follow(this);
    }

    void grant(Recovery recovery) {
        answer = recovery.answer();
        cursor = recovery.cursor();
        from = cursor;
    }

    boolean ended() {
        return ended;
    }

    boolean suspended() {
        return suspended;
    }

    /** Whether events may be offered to it as its cursor says. */
    boolean behind() {
        return started && !suspended && !ended && place == LiveList.NOT_LIVE;
    }

    /** Offers one event; false when the pipe is full. */
    boolean take(Broadcast broadcast) {
        try {
            return reader.subscriber.offer(broadcast);
        } catch (RuntimeException fault) {
            failed(fault);
            return true;
        }
    }

    /** Its subscriber threw: it is ended, and no other suffers. */
    void failed(RuntimeException fault) {
        LOG.error("A subscriber of {} failed to take an event", channel(), fault);
        end(new Refusal(FailureType.INTERNAL, "The server failed to deliver this channel."));
    }

    /** It refused an event while live: it has had all up to these. */
    void fallBehind(long hadSeq, long hadSignals) {
        cursor = hadSeq;
        signals = hadSignals;
        reader.full = true;
        feed.fellBehind(this);
    }

    /** Nothing more is offered until {@link #resume}, and nothing is lost. */
    void suspend() {
        suspended = true;
        feed.pauseLive(this);
    }

    /** The same where there is a log now: if there was none when it began, it begins there. */
    void resume(Position head) {
        if (answer != null && answer.head().isEmpty() && !Channels.isPresence(channel())) {
            restart(head);
        }
        resume();
    }

    void resume() {
        suspended = false;
        feed.follow(this);
    }

    /** Its past cannot be given any more: it goes on at the position, and its client is told. */
    void restart(Position position) {
        cursor = position.seq();
        from = cursor;
        piece = Piece.NONE;
        answer = new Subscribed(Optional.of(position), Optional.of(false));
        restarted = true;
        if (started && !ended) {
            tellRestart();
        }
    }

    void end() {
        if (!ended) {
            ended = true;
            piece = Piece.NONE;
            reader.forget(this);
            feed.remove(this);
        }
    }

    /** Ends it and says why. */
    void end(Refusal why) {
        if (!ended) {
            end();
            reader.subscriber.ended(channel(), why);
        }
    }

    @Override
    public String user() {
        return reader.subscriber.user();
    }

    /** What it asks to be let in: the door of its own feed, or of the one that it is about. */
    Door door(ChannelFeed about) {
        return new Door(about.channel(), user(), reader.subscriber.grants(), about != feed);
    }

    @Override
    public boolean wants() {
        return behind() && cursor < feed.head();
    }

    @Override
    public void landed(Piece landed) {
        feed.parts.replay().landed(this, landed);
    }

    @Override
    public void refused(Refusal why) {
        end(Refusal.forbidden("You may no longer read this channel."));
    }

    private void tellRestart() {
        restarted = false;
        reader.subscriber.resubscribed(channel(), answer);
    }
}
