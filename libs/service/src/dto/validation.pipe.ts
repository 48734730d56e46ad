import {
  Injectable,
  UnsupportedMediaTypeException,
  type ArgumentMetadata,
  type PipeTransform,
} from '@nestjs/common';
import { DomainError } from '@xianjie/errors';
import { Readable } from 'node:stream';
import { check } from './check.js';
import { isDto } from './create-dto.js';

/** Checks every parameter whose type is a DTO; the handler receives what the schema made of it. */
@Injectable()
export class ValidationPipe implements PipeTransform {
  transform(value: unknown, { metatype }: ArgumentMetadata): unknown {
    if (!isDto(metatype)) return value;
    // A stream came because of its content type, to a route that wants one value.
    if (value instanceof Readable) throw new UnsupportedMediaTypeException();
    return check(metatype.schema, value);
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** `@Param('id', IdPipe)`: a UUID in lower case; throws DomainError `invalid` (`id.malformed`). */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string, { data }: ArgumentMetadata): string {
    if (UUID.test(value)) return value.toLowerCase();
    const issue = {
      field: data ?? 'id',
      rule: 'id.malformed',
      message: 'This is no id',
      messageZh: '编号格式错误',
    };
    throw new DomainError('invalid', 'id.malformed', 'The address holds no valid id', {
      zh: '地址中的编号格式错误',
      issues: [issue],
    });
  }
}
