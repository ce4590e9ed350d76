/** Who somebody is: tokens are verified here, and issued to guests. Knows nothing of sessions. */
package dev.parley.auth;
