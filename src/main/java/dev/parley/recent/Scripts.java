package dev.parley.recent;

import dev.parley.redis.Script;
import java.util.List;

/** The scripts of the recent log; what each is given and answers stands in its file. */
final class Scripts {

    private static final String SHARED = "channel";

    static final Script APPEND = Script.read(Scripts.class, SHARED, "append");
    static final Script LOOK = Script.read(Scripts.class, SHARED, "look");
    static final Script READ = Script.read(Scripts.class, SHARED, "read");
    static final Script UNWRITTEN = Script.read(Scripts.class, SHARED, "unwritten");
    static final Script WRITTEN = Script.read(Scripts.class, "written");
    static final Script MARK = Script.read(Scripts.class, "mark");

    /** Those of the log's own verticles. */
    static final List<Script> ALL = List.of(APPEND, LOOK, READ, MARK);

    private Scripts() {
    }
}
