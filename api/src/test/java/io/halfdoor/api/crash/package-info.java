/**
 * The real server, in a process of its own, through what happens to servers: kills, full disks,
 * databases that hang.
 */
package io.halfdoor.api.crash;
