package dev.parley.transport.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A map that notes which names it is asked for. */
final class Noting extends HashMap<String, Object> {

    private static final long serialVersionUID = 1L;
    private final transient Set<String> asked;

    Noting(Map<String, Object> content, Set<String> asked) {
        super(content);
        this.asked = asked;
    }

    @Override
    public Object get(Object name) {
        asked.add((String) name);
        return super.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        asked.add((String) name);
        return super.containsKey(name);
    }
}
