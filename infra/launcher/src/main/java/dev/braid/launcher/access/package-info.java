/** Users of the serving layer: the password file, and how commands show who asks. */
package dev.braid.launcher.access;
