package dev.parley.presence;

import dev.parley.bus.Addresses;
import dev.parley.bus.Deserted;
import dev.parley.bus.Newcomer;
import dev.parley.cluster.Change;
import dev.parley.cluster.Member;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who is here, as this node knows it: told by its own sessions and by the other nodes, told on to the others
 * and to the watchers of this node. One per node: what one user does concerns all his channels, and a join
 * costs a few microseconds.
 */
public final class PresenceVerticle extends VerticleBase {

    private static final int LOOK_MS = 100;
    private static final int REMEMBER_MS = 300_000;
    private static final int READY_MS_MAX = 5000;

    /** So many digests of a node may be missed in a row before something is done about it. */
    private static final int DIGESTS_MISSED_MAX = 3;
    /** After so many it counts as gone. */
    private static final int DIGESTS_SILENT_MAX = 8;

    private final PresenceParts parts;
    private final String self;
    private final Promise<Void> ready = Promise.promise();
    private Presence presence;
    private Keeper keeper;
    private Outlets outlets;
    private PresenceMeters meters;
    private MessageConsumer<Record> ear;
    private MessageConsumer<Object> inbox;
    private Pace gossiping;
    private Pace telling;
    private long registeredAt;
    private long gossipedAt;

    public PresenceVerticle(PresenceParts parts) {
        this.parts = parts;
        this.self = parts.cluster().nodeId();
    }

    /** Completes when all other nodes have told who is there; at the latest after 5 s. */
    public Future<Void> ready() {
        return Future.any(ready.future(), parts.cluster().vertx().timer(READY_MS_MAX)).mapEmpty();
    }

    @Override
    public Future<?> start() {
        var settings = parts.settings();
        var deafMs = (long) DIGESTS_MISSED_MAX * settings.digestMs();
        keeper = new Keeper(vertx, parts.persistence(), this::known);
        outlets = new Outlets(vertx.eventBus(), parts.bus(), keeper, parts.clock());
        presence = new Presence(self, parts.clock().millis(),
            new PresenceTimes(settings.holdMs(), new GossipTimes(settings.lostNodeHoldMs(), deafMs,
                (long) DIGESTS_SILENT_MAX * settings.digestMs())),
            new Listing(settings.listMax(), settings.sampleMax(), settings.changeEveryMs(),
                settings.sampledEveryMs()), new EntryText(parts.clock()), outlets.outside());
        meters = new PresenceMeters(parts.meters(), presence, outlets);
        gossiping = new Pace(vertx, context, this::gossip);
        telling = new Pace(vertx, context, () -> presence.watches().flush(now()));
        ear = parts.bus().answer(Addresses.PRESENCE, this::heed);
        inbox = inbox();
        return Future.all(ear.completion(), inbox.completion()).onSuccess(heard -> begin(deafMs));
    }

    @Override
    public Future<?> stop() {
        presence.gossip().teller().flush(now());
        presence.rememberAll();
        meters.close();
        return Future.join(ear.unregister(), inbox.unregister(), keeper.write());
    }

    private void begin(long deafMs) {
        registeredAt = now();
        parts.cluster().onChange(this::changed);
        compareMembers();
        vertx.setPeriodic(LOOK_MS, tick -> {
            presence.look(now());
            moved();
        });
        vertx.setPeriodic(parts.settings().digestMs(), tick -> compare(deafMs));
        vertx.setPeriodic(parts.settings().keepEveryMs(), tick -> keeper.write().onFailure(later -> { }));
        vertx.setPeriodic(REMEMBER_MS, tick -> {
            presence.rememberAll();
            presence.wantAll();
        });
    }

    private MessageConsumer<Object> inbox() {
        return vertx.eventBus().consumer(Addresses.presenceOf(self), message -> {
            if (message.body() instanceof Buffer bytes) {
                outlets.received(bytes.length());
                var heard = Wire.decode(bytes);
                if (heard instanceof Message.Unreadable) {
                    outlets.unreadable();
                }
                presence.received(heard, now());
                moved();
            }
        });
    }

    private Future<?> heed(Record asked) {
        var answer = switch (asked) {
            case Told.Subscribed there when !parts.counts().test(there.channel()) ->
                Future.succeededFuture();
            case Told told -> {
                presence.told(told, now());
                yield Future.succeededFuture();
            }
            case Newcomer newcomer -> {
                presence.watches().arrived(newcomer);
                yield Future.succeededFuture();
            }
            case Deserted deserted -> {
                presence.watches().deserted(deserted);
                yield Future.succeededFuture();
            }
            case Question question -> answer(question);
            default -> throw new IllegalArgumentException("presence was told " + asked.getClass());
        };
        moved();
        return answer;
    }

    private Future<?> answer(Question question) {
        return Future.succeededFuture(switch (question) {
            case Question.Say(var caller, var status, var text) -> {
                presence.say(caller, status, text, now());
                yield new Question.Seen(presence.of(caller.user(), List.of(caller.user())));
            }
            case Question.Of(var caller, var users) ->
                new Question.Seen(presence.of(caller.user(), users));
            case Question.Who who -> who(who);
        });
    }

    private String who(Question.Who who) {
        var there = who.users().map(users -> presence.who(who.channel(), users))
            .orElseGet(() -> presence.who(who.channel(), who.limit()));
        int count = presence.count(who.channel());
        return new JsonObject().put("count", count).put("users", EntryText.entries(there))
            .put("more", who.users().isEmpty() && count > there.size()).encode();
    }

    /** Tells the others at once, or when the last time is long enough ago. */
    private long gossip() {
        long wait = gossipedAt + parts.settings().gossipMs() - now();
        if (wait > 0 && presence.gossip().teller().pending() < Teller.OPS_MAX) {
            return wait;
        }
        if (presence.gossip().teller().pending() > 0) {
            gossipedAt = now();
            presence.gossip().teller().flush(gossipedAt);
        }
        return -1;
    }

    private void known(String user, Stance stance) {
        presence.known(user, stance);
        moved();
    }

    private void changed(Change change) {
        switch (change) {
            case Change.Joined(var member) -> presence.gossip().joined(member.nodeId(), now());
            case Change.Left(var member) -> presence.gossip().left(member.nodeId(), now());
        }
    }

    private void compareMembers() {
        presence.members(parts.cluster().members().stream().map(Member::nodeId)
            .collect(Collectors.toSet()), now());
    }

    private void compare(long deafMs) {
        compareMembers();
        presence.gossip().digests(now());
        if (presence.gossip().deaf(now(), deafMs) && now() - registeredAt > deafMs) {
            registerAgain();
        }
        moved();
    }

    /** The others may have lost the way here, as in a merge of what was split: they are told it anew. */
    private void registerAgain() {
        registeredAt = now();
        var former = inbox;
        inbox = inbox();
        inbox.completion().onComplete(registered -> former.unregister());
    }

    /** Something may have changed: it is told when its time has come. */
    private void moved() {
        if (presence.gossip().teller().pending() > 0) {
            gossiping.soon();
        }
        if (presence.watches().due()) {
            telling.soon();
        }
        if (presence.gossip().reconciled()) {
            ready.tryComplete();
        }
    }

    private long now() {
        return parts.clock().millis();
    }
}
