package dev.parley.bus;

import dev.parley.protocol.Channels;
import java.util.Set;

/**
 * Tells the hubs of a node that other rules hold for the live channels of some namespaces: who listens there
 * may no longer be allowed to.
 */
public record RulesMoved(Set<String> namespaces) {

    public RulesMoved {
        namespaces = Set.copyOf(namespaces);
    }

    /** Whether a channel, or a pattern of channels, is one of theirs. */
    public boolean concerns(String channel) {
        return (Channels.isLive(channel) || Channels.isPattern(channel))
            && namespaces.contains(Channels.namespaceOf(channel));
    }
}
