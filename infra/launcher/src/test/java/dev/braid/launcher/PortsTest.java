package dev.braid.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void namesThePortThatIsTakenAndTheKeyThatChangesIt() throws IOException {
    try (ServerSocket other = listen()) {
      int port = other.getLocalPort();

      assertThatThrownBy(() -> Ports.requireFree("127.0.0.1", port, "serving.port"))
          .isInstanceOf(BraidException.class)
          .hasMessageContaining("port " + port)
          .hasMessageContaining("serving.port");
      assertThat(Ports.freeNear(port)).isNotEqualTo(port);
    }
  }

  @Test
  void alsoSeesWhatListensOnAllAddresses() throws IOException {
    try (ServerSocket other = new ServerSocket(0)) {
      assertThat(Ports.isTaken("127.0.0.1", other.getLocalPort())).isTrue();
    }
  }

  @Test
  void takesAFreePort() throws IOException {
    int port;
    try (ServerSocket other = listen()) {
      port = other.getLocalPort();
    }
    Ports.requireFree("127.0.0.1", port, "serving.port");
    assertThat(Ports.freeNear(port)).isEqualTo(port);
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
  }
}
