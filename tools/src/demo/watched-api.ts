import { Api, type ApiRequest } from '../api/api.js';
import type { TokenSource } from '../api/tokens.js';

/** An interface that tells of each act before it is sent, so that something can be done to the services at that moment. */
export class WatchedApi extends Api {
  constructor(
    url: string,
    token: TokenSource,
    private readonly acting: () => void,
  ) {
    super(url, token);
  }

  override request(path: string, request: ApiRequest = {}): Promise<Response> {
    if (request.method === 'POST') this.acting();
    return super.request(path, request);
  }
}
