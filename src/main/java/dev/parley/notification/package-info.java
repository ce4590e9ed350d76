/**
 * What people are told on their own channels, and what they want to be told. Mentions, answers, direct
 * messages and invitations are told by the store in the transaction of their cause; here are the commands,
 * and the clearing away of what has become old.
 */
package dev.parley.notification;
