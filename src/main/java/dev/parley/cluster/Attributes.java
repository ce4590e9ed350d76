package dev.parley.cluster;

import com.hazelcast.config.MemberAttributeConfig;
import dev.parley.cluster.Member.Card;

/** The attributes of a Hazelcast member that make it a node of ours. */
final class Attributes {

    /** Set by Vert.x; survives a split and a merge, unlike the member's own identity. */
    private static final String NODE_ID = "__vertx.nodeId";
    private static final String PUBLIC_URL = "parley.url";
    private static final String HTTP_PORT = "parley.http.port";
    private static final String WIRE = "parley.wire";

    private Attributes() {
    }

    static void write(Card card, MemberAttributeConfig attributes) {
        attributes.setAttribute(PUBLIC_URL, card.publicUrl());
        attributes.setAttribute(HTTP_PORT, Integer.toString(card.httpPort()));
        attributes.setAttribute(WIRE, Integer.toString(card.wire()));
    }

    /** Whether the member is a node, and not a bare member that only keeps a share of the maps. */
    static boolean isNode(com.hazelcast.cluster.Member member) {
        return member.getAttribute(NODE_ID) != null && member.getAttribute(WIRE) != null;
    }

    static Member read(com.hazelcast.cluster.Member member) {
        return new Member(member.getAttribute(NODE_ID), new Card(member.getAttribute(PUBLIC_URL),
            number(member.getAttribute(HTTP_PORT)), number(member.getAttribute(WIRE))));
    }

    private static int number(String attribute) {
        try {
            return Integer.parseInt(attribute);
        } catch (NumberFormatException foreign) {
            return 0;
        }
    }
}
