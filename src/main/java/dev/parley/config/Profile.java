package dev.parley.config;

/** What a node is for. */
public enum Profile {
    /** Real people: no default secret, no guests, durability enforced. */
    PRODUCTION,
    /** Trying it out: embedded servers, guests, a known secret. */
    DEMO,
    /** The project's own tests: like the demo, and everything on free ports. */
    TEST
}
