import { Catch, type RpcExceptionFilter } from '@nestjs/common';
import { throwError, type Observable } from 'rxjs';

/** Nest turns what a handler throws into `{ status: 'error' }`; the loop must see what it was to decide what follows. */
@Catch()
export class OriginalErrorsFilter implements RpcExceptionFilter {
  catch(exception: unknown): Observable<never> {
    return throwError(() => exception);
  }
}
