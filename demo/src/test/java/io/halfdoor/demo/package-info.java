@NullMarked
package io.halfdoor.demo;

import org.jspecify.annotations.NullMarked;
