package dev.braid.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on the loopback address, through which a layer reaches Kafka in a test: it can delay
 * what passes, hold it up, lose connections, and refuse new ones.
 */
public final class BadNetwork implements AutoCloseable {
  private static final int CHUNK_BYTES = 16 << 10;

  private final InetSocketAddress target;
  private final InetSocketAddress address;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Random dice = new Random(7);
  private ServerSocket server;
  private Duration delay = Duration.ZERO;
  private boolean stalled;
  private int oneInLost;
  private boolean closed;

  private BadNetwork(int targetPort) throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    this.target = new InetSocketAddress(loopback, targetPort);
    this.server = new ServerSocket(0, 50, loopback);
    this.address = new InetSocketAddress(loopback, server.getLocalPort());
    accept(server);
  }

  /** Listens on a free port and passes all on to another, perhaps one that is still free too. */
  public static BadNetwork to(int targetPort) throws IOException {
    return new BadNetwork(targetPort);
  }

  public int port() {
    return address.getPort();
  }

  public String address() {
    return "127.0.0.1:" + port();
  }

  /** Every piece takes this much longer. */
  public synchronized void delay(Duration longer) {
    delay = longer;
    notifyAll();
  }

  /** Connections stay open and take everything, but nothing comes through. */
  public synchronized void stall() {
    stalled = true;
  }

  /** One in so many pieces is lost, and its connection with it. */
  public synchronized void loseOneIn(int pieces) {
    oneInLost = pieces;
  }

  /** Cuts all connections and refuses new ones. */
  public synchronized void refuse() throws IOException {
    server.close();
    cut();
  }

  /** Cuts all connections; new ones are as good as before. */
  public void cut() {
    open.forEach(BadNetwork::close);
  }

  /** All is well again. */
  public synchronized void heal() throws IOException {
    delay = Duration.ZERO;
    stalled = false;
    oneInLost = 0;
    if (server.isClosed()) {
      server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(address);
      accept(server);
    }
    notifyAll();
  }

  private void accept(ServerSocket at) {
    start(
        () -> {
          while (true) {
            Socket client;
            try {
              client = at.accept();
            } catch (IOException refusing) {
              return;
            }
            connect(client);
          }
        });
  }

  private void connect(Socket client) {
    Socket beyond = new Socket();
    open.add(client);
    open.add(beyond);
    try {
      beyond.connect(target);
      client.setTcpNoDelay(true);
      beyond.setTcpNoDelay(true);
    } catch (IOException nobodyThere) {
      close(client);
      close(beyond);
      return;
    }
    start(() -> pump(client, beyond));
    start(() -> pump(beyond, client));
  }

  private void pump(Socket from, Socket to) {
    byte[] chunk = new byte[CHUNK_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(chunk); length >= 0 && passes(); length = in.read(chunk)) {
        out.write(chunk, 0, length);
        out.flush();
      }
    } catch (IOException cutOff) {
      // As the ends of a connection do when the network loses it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(from);
      close(to);
      open.remove(from);
      open.remove(to);
    }
  }

  /** Holds up a piece as the network is; whether it is not lost. */
  private synchronized boolean passes() throws InterruptedException {
    long due = System.nanoTime() + delay.toNanos();
    while (!closed && (stalled || System.nanoTime() < due)) {
      wait(Math.max(1, (due - System.nanoTime()) / 1_000_000));
    }
    return !closed && (oneInLost == 0 || dice.nextInt(oneInLost) != 0);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "bad-network");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    server.close();
    cut();
    notifyAll();
  }
}
