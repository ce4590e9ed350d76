/** What operators ask a node: does it live, is it ready, whom does it see, how does it fare. */
package dev.parley.operations;
