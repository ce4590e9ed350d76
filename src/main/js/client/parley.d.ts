/** Types of parley.js. Shapes of messages, rooms and events: docs/protocol.md. */

export type Json = null | boolean | number | string | Json[] | {[key: string]: Json};
export type Off = () => void;

export interface State {
  phase: 'connecting' | 'open' | 'waiting' | 'closed';
  url: string;
  transport?: 'websocket' | 'sockjs';
  reason?: string;
  retryInMs?: number;
}

export interface Who {
  user: {id: string; name: string; roles: string[]};
  session: string;
  node: string;
  expiresAt: string;
  limits: {[name: string]: number};
}

export interface Options {
  /** One server or several; the page's own by default. */
  url?: string | string[];
  /** A token, or who gives one; `refused` when the server did not believe the last. */
  token: string | ((reason: {refused: boolean}) => string | Promise<string>);
  /** The name under which unsent posts are kept over a reload; false = in memory only. */
  outbox?: string | false;
  WebSocket?: unknown;
  SockJS?: unknown;
  transports?: string[];
  fallback?: boolean;
  backoffMs?: number;
  backoffMaxMs?: number;
}

export interface Position {epoch: string; seq: number}
export interface Start {since?: number; epoch?: string; last?: number; state?: boolean}
export interface Subscribed {
  seq?: number; epoch?: string; recovered?: boolean;
  state?: {[key: string]: any}; versions?: {[key: string]: number};
}

export interface ParleyEvent {
  type: string;
  at: string;
  seq?: number;
  id?: string;
  by?: string;
  origin?: string;
  data: any;
}

export interface Message {
  id: string; room: string; seq: number; n: number; by: string; at: string; text: string; version: number;
  replyTo?: string; thread?: string; editedAt?: string; pinned?: boolean; deleted?: boolean;
  mentions: string[];
  attachments: {name: string; type: string; size: number; url: string}[];
  reactions: {emoji: string; count: number; mine?: boolean}[];
  replies?: {count: number; lastAt: string; users: string[]};
  client?: Json;
}

export interface NewMessage {
  text: string; id?: string; replyTo?: string; thread?: string; mentions?: string[];
  attachments?: {name: string; type: string; size: number; url: string}[]; client?: Json;
}

export interface Receipt {id: string; seq: number; epoch: string; at: string; duplicate?: boolean}

export class Refusal extends Error {
  /** 0: nobody knows whether it was carried out. */
  readonly code: number;
  /** A word of docs/protocol.md, "Failure types"; `lost` or `timeout` for code 0. */
  readonly type: string;
  readonly data: {[name: string]: any};
  /** May the same thing be asked again, with hope? */
  readonly passing: boolean;
  /** What the server asks to wait; 0 = it says nothing. */
  readonly retryAfterMs: number;
}

declare class Emitter {
  on(name: string, handler: (value: any) => void): Off;
}

export class Subscription extends Emitter {
  readonly channel: string;
  /** The last publication that the handlers have seen; null on channels without a log. */
  readonly position: Position | null;
  on(name: 'event', handler: (event: ParleyEvent) => void): Off;
  on(name: 'subscribed', handler: (answer: Subscribed) => void): Off;
  on(name: 'lost', handler: (head: {channel: string; seq: number; epoch: string}) => void): Off;
  on(name: 'ended', handler: (refusal: Refusal) => void): Off;
  on(name: 'error', handler: (error: unknown) => void): Off;
  close(): void;
}

export interface Entry {
  id: string; room: string; user: string | null; message: NewMessage; at: string;
  failed?: {code: number; type: string; message: string};
}

export class Outbox extends Emitter {
  entries(room?: string): Entry[];
  retry(id: string): void;
  discard(id: string): void;
  on(name: 'change', handler: (room: string) => void): Off;
  on(name: 'sent', handler: (sent: {entry: Entry; reply: Receipt}) => void): Off;
}

export class Parley extends Emitter {
  constructor(options: Options);
  readonly state: State;
  readonly who: Who | null;
  readonly outbox: Outbox;
  open(): this;
  close(): void;
  hurry(): void;
  ready(): Promise<Who>;
  ask<Reply = any>(command: string, body?: object, options?: {limitMs?: number; repeat?: boolean}): Promise<Reply>;
  subscribe(channel: string, start?: Start): Subscription;
  subscription(channel: string): Subscription | undefined;
  post(room: string, message: NewMessage): Promise<Receipt>;
  on(name: 'state', handler: (state: State) => void): Off;
  on(name: 'who', handler: (who: Who) => void): Off;
  on(name: 'notice', handler: (notice: any) => void): Off;
}

export function connect(options: Options): Parley;

export class RoomStore extends Emitter {
  constructor(parley: Parley, id: string, options?: {page?: number});
  readonly id: string;
  readonly info: any;
  readonly messages: Message[];
  readonly pending: Entry[];
  readonly typing: {users: string[]; more: number};
  readonly receipts: Map<string, {user: string; read: number; delivered: number}>;
  readonly moreBefore: boolean;
  readonly moreAfter: boolean;
  open(): Promise<this>;
  close(): void;
  get(id: string): Message | undefined;
  latest(): Promise<Position>;
  around(seq: number): Promise<Position>;
  before(): Promise<void>;
  after(): Promise<void>;
  post(message: string | NewMessage): Promise<Receipt>;
  act<Reply = any>(action: string, id: string, fields?: object): Promise<Reply>;
  read(seq: number): void;
  type(stopped?: boolean): void;
}

export class PresenceStore extends Emitter {
  constructor(parley: Parley, channel: string);
  readonly count: number;
  readonly users: Map<string, any>;
  /** The server lists only some of the users of a large channel. */
  readonly sampled: boolean;
  open(): this;
  close(): void;
  get(user: string): any;
}

export class InboxStore extends Emitter {
  constructor(parley: Parley);
  readonly rooms: {room: any; last?: Message; lastActivityAt: string}[];
  readonly unread: {unread: number; mentions: number};
  readonly notifications: {unread: number};
  open(): Promise<this>;
  close(): void;
  get(room: string): {room: any; last?: Message; lastActivityAt: string} | undefined;
  refresh(): Promise<void>;
}

export interface Keyed {key: string; ifVersion?: number}
export type StateOp =
  | {set: Keyed & {value: Json}}
  | {remove: Keyed}
  | {add: Keyed & {by: number; min?: number; max?: number}}
  | {insert: Keyed & {value: string | number | boolean}}
  | {discard: Keyed & {value: string | number | boolean}};

export interface Changed {
  id: string; seq: number; epoch: string; at: string; duplicate?: boolean;
  changes: ({key: string; version: number; value: any} | {key: string; version: number; removed: true})[];
}

export class LiveState extends Emitter {
  constructor(parley: Parley, channel: string);
  readonly channel: string;
  /** The whole state; the same object until something changes. */
  readonly state: {[key: string]: any};
  /** Are there changes that the server has not answered yet? */
  readonly pending: boolean;
  open(): Promise<this>;
  close(): void;
  has(key: string): boolean;
  get(key: string): any;
  version(key: string): number;
  change(ops: StateOp[], options?: {id?: string; limitMs?: number}): Promise<Changed>;
  on(name: 'change', handler: (keys: string[]) => void): Off;
  on(name: 'event', handler: (event: ParleyEvent) => void): Off;
  on(name: 'ended', handler: (refusal: Refusal) => void): Off;
}
