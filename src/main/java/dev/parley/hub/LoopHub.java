package dev.parley.hub;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Deserted;
import dev.parley.bus.Newcomer;
import dev.parley.bus.RulesMoved;
import dev.parley.bus.Standing;
import dev.parley.log.Opening;
import dev.parley.protocol.Channels;
import dev.parley.relay.Batch;
import dev.parley.relay.Missed;
import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hub of one event loop: made on the context of its socket verticle, and used there only. It is told at
 * {@code Addresses.HUBS} what concerns all hubs, at {@code Addresses.hub(number)} what concerns it alone: a
 * {@link Batch}, a {@link Missed}, a {@link Standing} or {@link RulesMoved}. A channel of presence opens by
 * the door of the channel that it is about, whose feed it keeps alive: so it hears as surely as that one when
 * somebody's rights change.
 */
public final class LoopHub implements Hub, FeedWatch {

    private final int number;
    private final Bus bus;
    private final FeedParts parts;
    private final Feeds feeds;
    private final HeadCheck headCheck;
    private final RightsWatch rights;
    private final Doors doors;
    private final Snapshots snapshots;
    private final HubMeters meters;
    private final Map<Subscriber, Reader> readers = new IdentityHashMap<>();
    private final Map<String, ChannelFeed> about = new HashMap<>();
    private final PatternFeeds patterns = new PatternFeeds();
    private final Hearing hearing;
    private final List<MessageConsumer<Record>> ears;
    private final MessageConsumer<?> keeper;

    /** Makes the hub and starts to hear; on the context whose subscribers it will serve. */
    public LoopHub(int number, HubParts hub) {
        this(number, hub, new Feeds(hub.vertx(), Feeds.LINGER_MS, Feeds.LINGERING_MAX));
    }

    LoopHub(int number, HubParts hub, Feeds feeds) {
        this.number = number;
        this.bus = hub.bus();
        var context = hub.vertx().getOrCreateContext();
        meters = new HubMeters(hub.meters(), number);
        this.feeds = feeds;
        headCheck = new HeadCheck(hub, meters, feeds);
        doors = new Doors(new Openings(context, hub.log(), meters));
        snapshots = new Snapshots(hub.log());
        rights = new RightsWatch(hub.vertx(), hub.random(), doors, meters);
        parts = parts(hub, context);
        meters.gauge("parley_subscriptions", "Subscriptions", meters, HubMeters::subscriptions);
        meters.gauge("parley_feeds", "Channels that are followed", feeds, Feeds::size);
        meters.gauge("parley_tail_bytes", "Bytes kept for replays", parts.tails(), TailCache::bytes);
        headCheck.start();
        hearing = new Hearing(context, feeds, patterns);
        ears = List.of(bus.hear(Addresses.HUBS, this::heard),
            bus.hear(Addresses.hub(number), this::heard));
        keeper = bus.answer(Addresses.tail(number), (Siblings.Wish wish) ->
            Future.succeededFuture(feeds.kept(wish)));
    }

    private FeedParts parts(HubParts hub, Context context) {
        var tails = new TailCache(hub.settings().tailBytesMax());
        var frames = new SharedFrames(context, PooledByteBufAllocator.DEFAULT);
        var pages = new Pages(hub, meters, new Siblings(number, bus, hub.hubs()));
        var replay = new Replay(context, pages, tails, frames, meters);
        return new FeedParts(hub, meters, tails, pages, replay, this);
    }

    /** Stops hearing and ends all subscriptions without a word. */
    public Future<Void> close() {
        headCheck.stop();
        List.copyOf(readers.values()).forEach(Reader::endAll);
        readers.clear();
        feeds.closeAll();
        meters.close();
        ears.forEach(MessageConsumer::unregister);
        return keeper.unregister();
    }

    @Override
    public Future<Subscription> open(Subscriber subscriber, String channel, Start start) {
        var reader = readers.computeIfAbsent(subscriber, Reader::new);
        reader.end(channel);
        var feed = feeds.getOrCreate(channel, parts);
        patterns.add(feed);
        var subscription = new FeedSubscription(reader, feed);
        reader.put(subscription);
        feed.opening();
        int rules = rights.rules();
        var door = doorOf(feed);
        return doors.ask(door, subscription.door(door))
            .compose(opening -> switch (opening) {
                case Opening.Open open when door == feed -> snapshots.recovery(feed, start, open)
                    .<Subscription>map(recovery -> grant(subscription, recovery));
                case Opening.Open open -> Future.<Subscription>succeededFuture(
                    grant(subscription, Recovery.none(feed)));
                case Opening.Passing passing -> {
                    feed.audience.chooses(passing.each());
                    yield Future.<Subscription>succeededFuture(grant(subscription, Recovery.none(feed)));
                }
                case Opening.Away away -> Future.<Subscription>failedFuture(away.refusal().asException());
                case Opening.Shut shut -> Future.<Subscription>failedFuture(shut.refusal().asException());
            })
            .onComplete(result -> {
                if (result.failed()) {
                    subscription.end();
                } else if (rules != rights.rules() && !subscription.ended()) {
                    rights.again(door, List.of(subscription));
                }
                feed.opened();
            });
    }

    private ChannelFeed doorOf(ChannelFeed feed) {
        if (!Channels.isPresence(feed.channel())) {
            return feed;
        }
        return about.computeIfAbsent(feed.channel(), channel -> {
            var subject = feeds.getOrCreate(Channels.idOf(channel), parts);
            subject.opening();
            return subject;
        });
    }

    private Subscription grant(FeedSubscription subscription, Recovery recovery) {
        subscription.grant(recovery);
        if (!subscription.ended()) {
            subscription.feed.audience.add(subscription);
            if (!Channels.underLive(subscription.channel())) {
                bus.spread(Addresses.EAR, new Newcomer(subscription.channel(), number));
            }
            recovery.answer().recovered().ifPresent(whole ->
                (whole ? meters.recovered : meters.unrecovered).increment());
        }
        return subscription;
    }

    @Override
    public void close(Subscriber subscriber, String channel) {
        var reader = readers.get(subscriber);
        if (reader != null) {
            reader.end(channel);
        }
    }

    @Override
    public void drained(Subscriber subscriber) {
        var reader = readers.get(subscriber);
        if (reader != null) {
            reader.full = false;
            parts.replay().ready(reader);
        }
    }

    @Override
    public void reviewed(Subscriber subscriber) {
        var reader = readers.get(subscriber);
        if (reader != null) {
            reader.unsuspended().stream().filter(one -> one.channel().contains(Channels.LIVE))
                .forEach(one -> rights.again(doorOf(one.feed), List.of(one)));
        }
    }

    private void rulesMoved(RulesMoved moved) {
        hearing.pass();
        rights.rulesMoved();
        List.copyOf(feeds.all()).stream().filter(feed -> moved.concerns(doorOf(feed).channel()))
            .forEach(feed -> rights.again(doorOf(feed), feed.audience.unsuspended()));
    }

    @Override
    public void leave(Subscriber subscriber) {
        var reader = readers.remove(subscriber);
        if (reader != null) {
            reader.endAll();
        }
    }

    @Override
    public void rightsMoved(ChannelFeed feed, String subject) {
        rights.moved(feed, feed.audience, subject);
        var watching = feeds.get(Channels.presenceOf(feed.channel()));
        if (watching != null) {
            rights.moved(feed, watching.audience, subject);
        }
    }

    @Override
    public void strangeBell() {
        headCheck.soon();
    }

    @Override
    public void idle(ChannelFeed feed) {
        feeds.idle(feed);
    }

    @Override
    public void awaitsState(ChannelFeed feed) {
        bus.tell(Addresses.PRESENCE, new Newcomer(feed.channel(), number));
    }

    @Override
    public void closed(ChannelFeed feed) {
        patterns.remove(feed);
        var subject = about.remove(feed.channel());
        if (subject != null) {
            bus.tell(Addresses.PRESENCE, new Deserted(feed.channel(), number));
            subject.opened();
        }
    }

    private void heard(Record told) {
        switch (told) {
            case Batch batch -> hearing.hear(batch);
            case Missed missed -> headCheck.soon();
            case RulesMoved moved -> rulesMoved(moved);
            case Standing(var state) -> {
                hearing.pass();
                var feed = feeds.get(state.channel());
                if (feed != null) {
                    feed.audience.state(state);
                }
            }
            default -> throw new IllegalArgumentException("a hub was told " + told.getClass());
        }
    }
}
