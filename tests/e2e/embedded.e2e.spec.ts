import { describe } from '@jest/globals';
import { tellStory } from './local-stack.story.js';

describe('the local stack on the PostgreSQL log', () => tellStory('embedded'));
