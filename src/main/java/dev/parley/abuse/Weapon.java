package dev.parley.abuse;

import java.io.IOException;

/** A way to attack: goes on until it is told to stop, or the server ends it; then it begins anew. */
interface Weapon {

    void strike(Arms arms) throws IOException;
}
