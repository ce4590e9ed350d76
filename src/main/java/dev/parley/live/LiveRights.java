package dev.parley.live;

import dev.parley.config.Namespace;
import dev.parley.config.Namespace.Rule;
import dev.parley.log.Door;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Channels;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import dev.parley.protocol.Wildcards;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who may do what on live channels, in one place: what is declared nowhere, and what no rule allows, is
 * refused. Callable on any context; a refusal is thrown as {@link RefusedException}.
 */
public final class LiveRights {

    private final Namespaces namespaces;

    public LiveRights(Namespaces namespaces) {
        this.namespaces = Objects.requireNonNull(namespaces);
    }

    /** The namespace of a channel that whoever asks may read; see {@link Door}. */
    public Namespace reads(Door door) {
        var namespace = declared(door.channel());
        if (!door.ofServer()) {
            check(namespace.rights().subscribe(), door.channel(), door.grants(), "read");
        }
        if (door.people() && !namespace.presence()) {
            throw Refusal.forbidden("Who is in this channel is not told.").asException();
        }
        return namespace;
    }

    /**
     * The namespace of a pattern to whose channels whoever asks may subscribe at once: where tokens decide,
     * he may read some of them at least, and each event is checked.
     */
    Namespace listens(Door door) {
        var namespace = namespaces.ofPattern(door.channel()).filter(found -> !door.people()).orElseThrow(
            () -> Refusal.notFound("pattern \"" + door.channel() + "\" to subscribe to").asException());
        var beginning = Channels.beginning(door.channel());
        var rule = namespace.rights().subscribe();
        if (!door.ofServer() && !(rule == Rule.TOKEN && Wildcards.anyMeets(door.grants(), beginning))) {
            check(rule, beginning, List.of(), "read");
        }
        return namespace;
    }

    /** The namespace of a channel that the caller may publish to, and whose state he may change. */
    public Namespace writes(String channel, Caller caller) {
        var namespace = declared(channel);
        if (!caller.server()) {
            check(namespace.rights().publish(), channel, caller.channels(), "publish to");
        }
        return namespace;
    }

    /** Why the caller may not publish to a channel or change its state; empty when he may. */
    public Optional<Refusal> denial(String channel, Caller caller) {
        try {
            writes(channel, caller);
            return Optional.empty();
        } catch (RefusedException refused) {
            return Optional.of(refused.refusal());
        }
    }

    /** What holds for a channel, whoever asks. */
    public Namespace declared(String channel) {
        return namespaces.of(channel).orElseThrow(() ->
            Refusal.notFound("live channel \"" + channel + "\"").asException());
    }

    private static void check(Rule rule, String channel, List<String> grants, String deed) {
        var allowed = switch (rule) {
            case ANYONE, AUTHENTICATED -> true;
            case TOKEN -> Wildcards.anyCovers(grants, channel);
            case SERVER -> false;
        };
        if (!allowed) {
            throw Refusal.forbidden(rule == Rule.TOKEN
                ? "Your token does not allow you to " + deed + " this channel."
                : "Only the application itself may " + deed + " this channel.").asException();
        }
    }
}
