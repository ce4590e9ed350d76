package dev.parley.gateway;

import dev.parley.redis.Script;

/** The scripts of the ways in and out; what each is given and answers stands in its file. */
final class Scripts {

    static final Script LEASE = Script.read(Scripts.class, "lease");
    static final Script GROUP = Script.read(Scripts.class, "group");
    static final Script DONE = Script.read(Scripts.class, "done");
    static final Script OUT = Script.read(Scripts.class, "out");

    private Scripts() {
    }
}
