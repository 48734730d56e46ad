import { setTimeout as sleep } from 'node:timers/promises';
import type { Attempt } from '../checking/history.js';
import type { Part } from '../processes/protocol.js';
import { Random } from '../random.js';
import type { Child } from './child.js';

export interface LoadOptions {
  readonly seed: number;
  /** Requests under way at once. */
  readonly workers: number;
  /** Pause of a worker between two requests, at most. */
  readonly pauseMs: number;
  /** Accounts in use at a time; each is retired for good after some changes, so that streams end all the time. */
  readonly accounts: number;
}

/** What makes a change special; undefined for an ordinary one. */
export type Special = (
  account: string,
  version: number,
) => Pick<Part, 'note' | 'padding' | 'newSchema'> | undefined;

interface Account {
  readonly id: string;
  /** As the last answer said; undefined after an unknown outcome. */
  version: number | undefined;
  left: number;
}

/** Sends changes to the producer, and writes down what it was told. */
export class Load {
  readonly attempts: Attempt[] = [];
  /** Asked about each change that is about to be sent. */
  special: Special = () => undefined;
  private readonly random: Random;
  private readonly idle: Account[] = [];
  private running: Promise<void>[] = [];
  private stopping = false;
  private tokens = 0;
  private accounts = 0;

  constructor(
    private readonly producer: Child,
    private readonly options: LoadOptions,
  ) {
    this.random = new Random(options.seed);
    for (let count = 0; count < options.accounts; count += 1) this.idle.push(this.newAccount());
  }

  get accepted(): number {
    return this.attempts.filter((attempt) => attempt.outcome === 'accepted').length;
  }

  start(): void {
    this.stopping = false;
    this.running = Array.from({ length: this.options.workers }, () => this.work(this.random.fork()));
  }

  /** Lets the requests under way end, and no new ones begin. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.running.splice(0));
  }

  /** Runs until that many more requests were accepted. */
  async run(accepted: number): Promise<void> {
    const goal = this.accepted + accepted;
    this.start();
    while (this.accepted < goal) await sleep(10);
    await this.stop();
  }

  /** One transaction of the caller's choice, on accounts that no worker touches. Answers whether it was accepted. */
  async once(parts: readonly Omit<Part, 'token'>[]): Promise<boolean> {
    return (await this.send(parts.map((part) => ({ ...part, token: this.token() })))) !== undefined;
  }

  /** The versions known may be wrong (the producer's database was put back): each is asked for again. */
  forgetVersions(): void {
    for (const account of this.idle) account.version = undefined;
  }

  private async work(random: Random): Promise<void> {
    while (!this.stopping) {
      await sleep(random.between(0, this.options.pauseMs));
      if (!this.producer.isReady) continue;
      const taken = this.take(random);
      if (taken.length > 0) await this.change(taken, random);
      for (const account of taken) this.giveBack(account);
    }
  }

  private take(random: Random): Account[] {
    const count = random.weighted({ '1': 6, '2': 2, '3': 1 });
    const taken: Account[] = [];
    for (let left = Number(count); left > 0 && this.idle.length > 0; left -= 1) {
      taken.push(...this.idle.splice(random.between(0, this.idle.length - 1), 1));
    }
    return taken;
  }

  private giveBack(account: Account): void {
    const done = account.left <= 0 && account.version !== undefined;
    this.idle.push(done ? this.newAccount() : account);
  }

  private async change(accounts: readonly Account[], random: Random): Promise<void> {
    if (!(await this.learnVersions(accounts))) return;
    // Now and then the caller is behind, and must be refused.
    const behind = random.chance(0.02) ? 1 : 0;
    const parts = accounts.map(({ id, version = 0 }): Part => {
      const expected = Math.max(0, version - behind);
      // What will be refused is nothing special: it never becomes the version it asks for.
      const special = behind > 0 ? undefined : this.special(id, expected + 1);
      return { account: id, expected, token: this.token(), ...special };
    });
    const versions = await this.send(parts);
    for (const [index, account] of accounts.entries()) {
      account.version = versions?.[index];
      account.left -= 1;
    }
  }

  private async learnVersions(accounts: readonly Account[]): Promise<boolean> {
    const unsure = accounts.filter((account) => account.version === undefined);
    if (unsure.length === 0) return true;
    const answer = await this.producer.ask(
      { kind: 'versions', accounts: unsure.map((account) => account.id) },
      5000,
    );
    if (!answer.ok) return false;
    for (const [index, account] of unsure.entries()) account.version = answer.versions[index]!;
    return true;
  }

  /** The versions told; undefined where the request was refused or its outcome is unknown. */
  private async send(parts: readonly Part[]): Promise<readonly number[] | undefined> {
    const answer = await this.producer.ask({ kind: 'change', parts });
    const outcome = answer.ok ? 'accepted' : answer.refused ? 'refused' : 'unknown';
    const changes = parts.map(({ account, expected, token }, index) => {
      return { stream: account, number: answer.ok ? answer.versions[index]! : expected + 1, token };
    });
    this.attempts.push({ outcome, changes });
    return answer.ok ? answer.versions : undefined;
  }

  private token(): string {
    this.tokens += 1;
    return `t${String(this.tokens).padStart(6, '0')}`;
  }

  private newAccount(): Account {
    this.accounts += 1;
    return {
      id: `account-${this.options.seed}-${this.accounts}`,
      version: 0,
      left: this.random.between(3, 25),
    };
  }
}
