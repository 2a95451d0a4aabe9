package dev.braid.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Which ports of this machine are free. */
public final class Ports {
  private static final int CONNECT_MILLIS = 500;

  private Ports() {}

  /**
   * Fails if something listens on the port.
   *
   * @param key of braid.yml, that changes it
   */
  public static void requireFree(String host, int port, String key) {
    if (isTaken(host, port)) {
      throw LauncherErrors.portTaken(host, port, key);
    }
  }

  /** Also asks by connecting: some systems let two sockets listen on one port. */
  public static boolean isTaken(String host, int port) {
    return answers(host, port) || !canListen(host, port);
  }

  public static boolean answers(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      return true;
    } catch (IOException nobodyThere) {
      return false;
    }
  }

  private static boolean canListen(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /**
   * The first free port from here on. Unlike one that the system chooses it is not among those it
   * lends to outgoing connections, and so will be free still for who is started again.
   */
  public static int freeFrom(int first) {
    int port = first;
    while (isTaken("127.0.0.1", port)) {
      port++;
    }
    return port;
  }

  /** The wanted port, or another that is free. */
  public static int freeNear(int wanted) throws IOException {
    if (!isTaken("127.0.0.1", wanted)) {
      return wanted;
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
