import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request does not come to its end in time: a sender of one byte a second holds nothing open.
final class RequestClock: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  /// For a head, from the connection's opening or the end of the request before, there is the idle time; from its first byte
  /// on, nothing tells a slow head from none, so both have the same.
  private static let head = TimeAmount.seconds(20)
  private static let body = TimeAmount.seconds(5)

  private var end: Scheduled<Void>?

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { begin(RequestClock.head, context) }
  }

  func handlerRemoved(context: ChannelHandlerContext) { end?.cancel() }

  func channelActive(context: ChannelHandlerContext) {
    begin(RequestClock.head, context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    end?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: begin(RequestClock.body, context)
    case .body: break
    case .end: begin(RequestClock.head, context)
    }
    context.fireChannelRead(data)
  }

  private func begin(_ limit: TimeAmount, _ context: ChannelHandlerContext) {
    end?.cancel()
    end = context.eventLoop.assumeIsolated().scheduleTask(in: limit) { context.close(promise: nil) }
  }
}
