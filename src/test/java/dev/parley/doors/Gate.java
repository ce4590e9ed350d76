package dev.parley.doors;

/** Lets threads pass unless it is shut; they wait before it then. */
final class Gate {

    private boolean shut;

    synchronized void shut(boolean wanted) {
        shut = wanted;
        notifyAll();
    }

    synchronized void pass() throws InterruptedException {
        while (shut) {
            wait();
        }
    }
}
