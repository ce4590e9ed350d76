package dev.parley.cluster;

import java.util.Objects;

/**
 * A node as its cluster sees it.
 *
 * @param nodeId identity of one life of a node: a restart gives another
 * @param card   what the node says of itself
 */
public record Member(String nodeId, Card card) {

    public Member {
        Objects.requireNonNull(nodeId);
        Objects.requireNonNull(card);
    }

    /**
     * What a node tells the others of itself when it joins.
     *
     * @param publicUrl how clients reach it
     * @param httpPort  the port it listens on; 0 = any
     * @param wire      the newest version of the relay's wire format that it understands
     */
    public record Card(String publicUrl, int httpPort, int wire) {

        public Card {
            Objects.requireNonNull(publicUrl);
        }
    }
}
