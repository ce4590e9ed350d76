package dev.parley.hub;

import dev.parley.log.Door;
import dev.parley.log.Log;
import dev.parley.log.Opening;
import dev.parley.log.Page;
import dev.parley.log.PageRequest;
import dev.parley.log.Snapshot;
import dev.parley.protocol.Position;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A log in memory whose answers can be held back, counted and made to fail. */
final class FakeLog implements Log {

    final List<List<Door>> opened = new ArrayList<>();
    final List<PageRequest> read = new ArrayList<>();
    int headChecks;

    /** A page holds no more than this, whatever is asked. */
    int pageMax = Integer.MAX_VALUE;
    boolean away;

    /** Channels that keep no log. */
    final Set<String> passing = new HashSet<>();

    /** Channels that carry a state: how many publications there are. */
    final Set<String> stateful = new HashSet<>();
    int snapshots;
    boolean snapshotsFail;

    /** Of patterns: each hears of those channels only that his token names. */
    boolean choosing;

    /** Answers that fail, each time it says so. */
    BooleanSupplier stumbles = () -> false;

    /** How an answer travels: by default in the next turn of the loop. */
    Consumer<Runnable> post;

    private final Map<String, Channel> channels = new HashMap<>();
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private boolean holding;

    FakeLog(Consumer<Runnable> post) {
        this.post = post;
    }

    private static final class Channel {
        private String epoch = "e1";
        private List<Publication> publications = new ArrayList<>();
        private long floor;
        private final Set<String> outsiders = new HashSet<>();

        private Position head() {
            return new Position(epoch, publications.size());
        }
    }

    private Channel channel(String name) {
        return channels.computeIfAbsent(name, any -> new Channel());
    }

    Publication append(String channel, String type, String subject, List<Long> blanks, String text) {
        var log = channel(channel);
        long seq = log.publications.size() + 1;
        var publication = new Publication(channel, log.epoch, seq, type, subject, blanks,
            Buffer.buffer(text));
        log.publications.add(publication);
        blanks.forEach(blank -> {
            var old = log.publications.get((int) (blank - 1));
            log.publications.set((int) (blank - 1), new Publication(channel, log.epoch, blank, old.type(),
                old.subject(), List.of(), Buffer.buffer("blank")));
        });
        return publication;
    }

    Publication append(String channel) {
        return append(channel, "message.posted", "", List.of(), "hello");
    }

    /** Loses what is after the seq, and has another identity from now on. */
    void failOver(String channel, String epoch, int keep) {
        var log = channel(channel);
        log.epoch = epoch;
        log.publications = log.publications.stream().limit(keep).map(old -> new Publication(channel, epoch,
            old.seq(), old.type(), old.subject(), old.blanks(), old.json()))
            .collect(Collectors.toCollection(ArrayList::new));
    }

    void prune(String channel, long floor) {
        channel(channel).floor = floor;
    }

    void shut(String channel, String user) {
        channel(channel).outsiders.add(user);
    }

    void admit(String channel, String user) {
        channel(channel).outsiders.remove(user);
    }

    Position head(String channel) {
        return channel(channel).head();
    }

    /** Answers from now on wait for {@link #release}, with the view of the moment of asking. */
    void hold() {
        holding = true;
    }

    void release() {
        holding = false;
        while (!held.isEmpty()) {
            held.poll().run();
        }
    }

    /** Lets the eldest of the answers that wait go; the others wait on. */
    void releaseOne() {
        held.poll().run();
    }

    int heldAnswers() {
        return held.size();
    }

    @Override
    public Future<List<Opening>> open(List<Door> doors) {
        opened.add(doors);
        return answer(doors.stream().map(this::view).toList());
    }

    private Opening view(Door door) {
        var log = channel(door.channel());
        return log.outsiders.contains(door.user()) ? new Opening.Shut(Refusal.notFound("such channel"))
            : passing.contains(door.channel()) ? new Opening.Passing(choosing)
            : new Opening.Open(log.head(), log.floor);
    }

    @Override
    public Future<Page> read(PageRequest request) {
        read.add(request);
        var log = channel(request.channel());
        if (log.outsiders.contains(request.user())) {
            return Future.failedFuture(Refusal.forbidden("not yours").asException());
        }
        var kept = log.publications.stream().filter(one -> one.seq() > log.floor)
            .filter(one -> one.seq() > request.after()).limit(Math.min(pageMax, request.limit())).toList();
        return answer(new Page(kept, log.head(), log.floor));
    }

    @Override
    public Future<Map<String, Position>> heads(Set<String> names) {
        headChecks++;
        return answer(names.stream().filter(channels::containsKey)
            .collect(Collectors.toMap(name -> name, name -> channel(name).head())));
    }

    @Override
    public Future<Optional<Snapshot>> snapshot(String channel) {
        snapshots++;
        if (snapshotsFail) {
            return Future.failedFuture(Refusal.unavailable("No state now.", 1).asException());
        }
        var log = channel(channel);
        var content = "{\"n\":" + log.publications.size() + "}";
        return answer(stateful.contains(channel)
            ? Optional.of(new Snapshot(log.head(), log.floor, content, content)) : Optional.empty());
    }

    private <T> Future<T> answer(T view) {
        var promise = Promise.<T>promise();
        boolean fails = away || stumbles.getAsBoolean();
        Runnable tell = () -> {
            if (fails) {
                promise.fail(Refusal.unavailable("The log is away.", 1).asException());
            } else {
                promise.complete(view);
            }
        };
        if (holding) {
            held.add(tell);
        } else {
            post.accept(tell);
        }
        return promise.future();
    }
}
